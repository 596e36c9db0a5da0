using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Tandem.Web.Tests.Access;

/// <summary>
/// A small provider of OpenID Connect: real HTTP on this machine, a real RSA key. It says of the one person it knows what the test
/// wants, and lies where the test wants that.
/// </summary>
internal sealed class Provider : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly RSA key = RSA.Create(2048);
    private readonly RSA otherKey = RSA.Create(2048);
    private readonly Dictionary<string, IQueryCollection> asked = [];

    private Provider(WebApplication app) => this.app = app;

    public string Url => app.Urls.Single();

    public string Subject { get; set; } = "u-1";

    public string? Email { get; set; } = "ingrid.sole@aldermere.example";

    public bool IsVerified { get; set; } = true;

    public string[] Groups { get; set; } = ["sales"];

    public string? Nonce { get; set; }

    public string? Audience { get; set; }

    public bool IsExpired { get; set; }

    public bool IsSignedByAnother { get; set; }

    /// <summary>Whether codes were exchanged with the verifier of their challenge.</summary>
    public List<bool> Proofs { get; } = [];

    public static async Task<Provider> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var app = builder.Build();
        var provider = new Provider(app);
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = provider.Url,
            ["authorization_endpoint"] = provider.Url + "/authorize",
            ["token_endpoint"] = provider.Url + "/token",
            ["jwks_uri"] = provider.Url + "/keys",
        }));
        app.MapGet("/keys", () => Results.Json(new { keys = new[] { provider.PublicKey() } }));
        app.MapGet("/authorize", provider.Authorize);
        app.MapPost("/token", provider.Exchange);
        await app.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        key.Dispose();
        otherKey.Dispose();
    }

    private IResult Authorize(HttpRequest request)
    {
        var code = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        asked[code] = request.Query;
        return Results.Redirect(QueryHelpers.AddQueryString(
            request.Query["redirect_uri"]!, new Dictionary<string, string?> { ["code"] = code, ["state"] = request.Query["state"] }));
    }

    private async Task<IResult> Exchange(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        var query = asked[form["code"]!];
        var challenge = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        var fits = challenge == query["code_challenge"] && query["code_challenge_method"] == "S256" && form["redirect_uri"] == query["redirect_uri"]
            && form["client_secret"] == "s3cret";
        Proofs.Add(fits);
        return fits ? Results.Json(new { id_token = Token(query), access_token = "x", token_type = "Bearer" }) : Results.BadRequest();
    }

    private string Token(IQueryCollection query)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var claims = new Dictionary<string, object>
        {
            ["sub"] = Subject,
            ["nonce"] = Nonce ?? query["nonce"].ToString(),
            ["email_verified"] = IsVerified,
            ["name"] = "Ingrid Sole",
            ["groups"] = Groups,
        };
        if (Email is not null)
        {
            claims["email"] = Email;
        }

        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Url,
            Audience = Audience ?? query["client_id"].ToString(),
            Claims = claims,
            IssuedAt = now.AddMinutes(-30),
            Expires = IsExpired ? now.AddMinutes(-10) : now.AddMinutes(5),
            SigningCredentials = new(new RsaSecurityKey(IsSignedByAnother ? otherKey : key) { KeyId = "k1" }, SecurityAlgorithms.RsaSha256),
        });
    }

    private object PublicKey()
    {
        var parameters = key.ExportParameters(false);
        return new
        {
            kty = "RSA",
            use = "sig",
            kid = "k1",
            alg = "RS256",
            n = WebEncoders.Base64UrlEncode(parameters.Modulus!),
            e = WebEncoders.Base64UrlEncode(parameters.Exponent!),
        };
    }
}
