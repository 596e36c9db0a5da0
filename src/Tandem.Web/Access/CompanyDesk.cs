using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Tandem.Web.Outside;

namespace Tandem.Web.Access;

/// <summary>
/// Asks a company's own provider who somebody is (OpenID Connect Core 1.0, code flow with PKCE). Everything that must fit together
/// later is kept in one sealed cookie of the browser that began.
/// </summary>
internal sealed class CompanyDesk(Hosting hosting, TimeProvider time) : IDisposable
{
    private readonly HttpClient outward = Outward.Client(hosting.AllowPrivate);
    private readonly ConcurrentDictionary<string, ConfigurationManager<OpenIdConnectConfiguration>> discovered = new();
    private readonly JsonWebTokenHandler tokens = new() { MapInboundClaims = false };

    public Company? Find(string id) => hosting.Companies.FirstOrDefault(company => company.Id == id);

    /// <summary>What the browser keeps, and where it goes.</summary>
    public async Task<(CompanyVisit Kept, string To)> BeginAsync(Company company, Uri wayBack, string back, CancellationToken ct)
    {
        var provider = await DiscoverAsync(company, ct);
        var kept = new CompanyVisit(company.Id, Random(), Random(), Random(), back, time.GetUtcNow());
        return (kept, QueryHelpers.AddQueryString(provider.AuthorizationEndpoint, new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = company.ClientId,
            ["redirect_uri"] = wayBack.AbsoluteUri,
            ["scope"] = "openid email profile",
            ["state"] = kept.State,
            ["nonce"] = kept.Nonce,
            ["code_challenge"] = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(kept.Verifier))),
            ["code_challenge_method"] = "S256",
        }));
    }

    /// <summary>Who the provider says it is; <c>null</c> when what it says does not hold.</summary>
    public async Task<CompanyPerson?> EndAsync(Company company, CompanyVisit kept, string code, Uri wayBack, CancellationToken ct)
    {
        var provider = await DiscoverAsync(company, ct);
        if (await ExchangeAsync(company, provider, kept, code, wayBack, ct) is not { } token)
        {
            return null;
        }

        var checkedToken = await CheckAsync(company, provider, token);
        if (checkedToken.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            // The provider has changed its keys since they were fetched.
            discovered[company.Id].RequestRefresh();
            checkedToken = await CheckAsync(company, await DiscoverAsync(company, ct), token);
        }

        return checkedToken.IsValid && checkedToken.ClaimsIdentity is { } claims && Fits(claims.FindFirst("nonce")?.Value, kept.Nonce)
            && (claims.FindFirst("azp")?.Value ?? company.ClientId) == company.ClientId
            ? PersonOf(company, claims) : null;
    }

    public void Dispose() => outward.Dispose();

    private async Task<string?> ExchangeAsync(
        Company company, OpenIdConnectConfiguration provider, CompanyVisit kept, string code, Uri wayBack, CancellationToken ct)
    {
        var fields = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = wayBack.AbsoluteUri,
            ["client_id"] = company.ClientId,
            ["code_verifier"] = kept.Verifier,
        };
        if (company.ClientSecret is { Length: > 0 } secret)
        {
            fields["client_secret"] = secret;
        }

        using var answer = await outward.PostAsync(provider.TokenEndpoint, new FormUrlEncodedContent(fields), ct);
        if (!answer.IsSuccessStatusCode)
        {
            return null;
        }

        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(ct));
        return json.RootElement.TryGetProperty("id_token", out var token) ? token.GetString() : null;
    }

    private Task<TokenValidationResult> CheckAsync(Company company, OpenIdConnectConfiguration provider, string token) =>
        tokens.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = provider.Issuer,
            ValidAudience = company.ClientId,
            IssuerSigningKeys = provider.SigningKeys,
            ValidAlgorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"],
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            ClockSkew = TimeSpan.FromMinutes(1),
            LifetimeValidator = (from, until, _, _) =>
                until > time.GetUtcNow().UtcDateTime.AddMinutes(-1) && (from is null || from < time.GetUtcNow().UtcDateTime.AddMinutes(1)),
        });

    private Task<OpenIdConnectConfiguration> DiscoverAsync(Company company, CancellationToken ct) =>
        discovered.GetOrAdd(company.Id, _ => new(
            company.Issuer.AbsoluteUri.TrimEnd('/') + "/.well-known/openid-configuration", new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(outward) { RequireHttps = company.Issuer.Scheme == Uri.UriSchemeHttps })).GetConfigurationAsync(ct);

    /// <summary>Without an address that the provider itself has verified nobody is made an account.</summary>
    private static CompanyPerson? PersonOf(Company company, ClaimsIdentity claims)
    {
        var (subject, issuer) = (claims.FindFirst("sub")?.Value, claims.FindFirst("iss")?.Value);
        var isVerified = string.Equals(claims.FindFirst("email_verified")?.Value, "true", StringComparison.OrdinalIgnoreCase);
        return subject is { Length: > 0 } && issuer is { Length: > 0 }
            ? new(issuer, subject, isVerified ? Address.Of(claims.FindFirst("email")?.Value) : null, Address.Name(claims.FindFirst("name")?.Value),
                [.. claims.FindAll(company.GroupClaim).Select(group => group.Value)])
            : null;
    }

    private static string Random() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));

    public static bool Fits(string? one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one ?? ""), Encoding.UTF8.GetBytes(other));
}

/// <summary>What belongs to one sign-in with a company account, from its beginning to its end.</summary>
internal sealed record CompanyVisit(string Company, string State, string Nonce, string Verifier, string Back, DateTimeOffset BegunAt);

/// <param name="Address">Only if the provider says it is verified.</param>
internal sealed record CompanyPerson(
    string Issuer, string Subject, string? Address, string? Name, System.Collections.Immutable.ImmutableArray<string> Groups);
