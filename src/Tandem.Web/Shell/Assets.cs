using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace Tandem.Web.Shell;

/// <summary>
/// The front end's files, which travel inside the assembly as the bundler named them: <c>tandem.5B1F03C2.css</c>. A page
/// asks for <c>tandem.css</c>; a name that changes with its content may be kept by the browser for ever.
/// </summary>
internal sealed class Assets
{
    private const string Folder = "assets/";

    private readonly FrozenDictionary<string, Asset> byFile;
    private readonly FrozenDictionary<string, string> byName;

    /// <summary>There is one assembly, so there is one of it.</summary>
    public static Assets Embedded { get; } = new();

    private Assets()
    {
        var types = new FileExtensionContentTypeProvider();
        byFile = Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[Folder.Length..], name => Read(name, types), StringComparer.Ordinal);
        byName = byFile.Keys.ToFrozenDictionary(PlainName, file => "/" + Folder + file, StringComparer.Ordinal);
    }

    /// <summary>Where a file is served, by its plain name.</summary>
    public string this[string name] => byName[name];

    public bool TryGet(string file, out Asset asset) => byFile.TryGetValue(file, out asset);

    private static Assembly Assembly => typeof(Assets).Assembly;

    private static Asset Read(string resource, FileExtensionContentTypeProvider types)
    {
        using var stream = Assembly.GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new(bytes, types.TryGetContentType(resource, out var type) ? type : "application/octet-stream", new(() => Packed(resource, bytes)));
    }

    /// <summary>Packed once, as small as it gets; fonts and pictures are packed already.</summary>
    private static byte[]? Packed(string resource, byte[] bytes)
    {
        if (!resource.EndsWith(".css", StringComparison.Ordinal) && !resource.EndsWith(".js", StringComparison.Ordinal)
            && !resource.EndsWith(".svg", StringComparison.Ordinal))
        {
            return null;
        }

        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize))
        {
            brotli.Write(bytes);
        }

        return packed.ToArray();
    }

    /// <summary><c>tandem.5B1F03C2.css</c> is <c>tandem.css</c>.</summary>
    private static string PlainName(string file)
    {
        var parts = file.Split('.');
        return $"{parts[0]}.{parts[^1]}";
    }

    /// <param name="Brotli">Holds <c>null</c> where packing gains nothing.</param>
    public readonly record struct Asset(byte[] Bytes, string ContentType, Lazy<byte[]?> Brotli);
}

internal static class AssetEndpoints
{
    public static void MapAssets(this IEndpointRouteBuilder routes) => routes.MapGet("/assets/{file}", Get);

    private static IResult Get(string file, Assets assets, HttpRequest request, HttpResponse response)
    {
        if (!assets.TryGet(file, out var asset))
        {
            return Results.NotFound();
        }

        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (request.GetTypedHeaders().AcceptEncoding.Any(coding => coding.Value == "br" && coding.Quality is not 0)
            && asset.Brotli.Value is { } packed)
        {
            response.Headers.ContentEncoding = "br";
            return Results.Bytes(packed, asset.ContentType);
        }

        return Results.Bytes(asset.Bytes, asset.ContentType);
    }
}
