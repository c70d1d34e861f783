using System.Globalization;
using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>Follows DRS URIs: to files of this platform, and by HTTP to the servers of others.</summary>
internal sealed class DrsSources(CavaticaWorld world, FileBook files)
{
    /// <summary>The host of this platform's own DRS, once it is there.</summary>
    public Uri Own { get; set; } = new("http://127.0.0.1");

    public static Uri Parse(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == "drs" && uri.AbsolutePath.Length > 1
        ? uri
        : throw CavaticaErrors.Bad($"'drs_uri' is '{text}', which is no address of the form drs://host/id.");

    public async Task<DrsSource> FindAsync(Uri uri, UserDocument user, CancellationToken cancellationToken)
    {
        var id = Uri.UnescapeDataString(uri.AbsolutePath[1..]);
        if (uri.Authority == Own.Authority)
        {
            lock (world.Lock)
            {
                return Local(files.Get(user, id, Permission.Copy));
            }
        }

        using var http = new HttpClient { BaseAddress = new Uri($"{(uri.IsLoopback ? "http" : "https")}://{uri.Authority}/ga4gh/drs/v1/objects/") };
        try
        {
            return await FetchAsync(http, id, null, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException e)
        {
            throw CavaticaErrors.Refuse(404, 9105, $"The object cannot be read: {e.Message}");
        }
    }

    private DrsSource Local(FileDocument file) => new()
    {
        Name = file.Name,
        Size = file.Size,
        ETag = file.ETag,
        Bytes = file.Bytes,
        Volume = file.Volume,
        Location = file.Location,
        Contents = file.IsFolder ? [.. files.Children(file.Id).Select(Local)] : null,
    };

    private async Task<DrsSource> FetchAsync(HttpClient http, string id, string? name, CancellationToken cancellationToken)
    {
        var found = await ReadAsync(http, Uri.EscapeDataString(id), cancellationToken).ConfigureAwait(false);
        var title = name ?? (string?)found["name"] ?? id;
        if (found["contents"] is JsonArray { Count: > 0 } contents)
        {
            var inside = new List<DrsSource>();
            foreach (var one in contents)
            {
                inside.Add(await FetchAsync(http, (string)one!["id"]!, (string?)one["name"], cancellationToken).ConfigureAwait(false));
            }

            return new DrsSource { Name = title, Contents = inside };
        }

        using var body = await http.GetStreamAsync(await AddressAsync(http, id, found, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        using var md5 = Md5Digest.Start();
        var bytes = await files.Bytes.WriteAsync(body, md5.AppendData, cancellationToken).ConfigureAwait(false);
        return new DrsSource { Name = title, Size = bytes.Length, Bytes = [bytes], ETag = Convert.ToHexStringLower(md5.GetHashAndReset()) };
    }

    private static async Task<Uri> AddressAsync(HttpClient http, string id, JsonObject found, CancellationToken cancellationToken)
    {
        foreach (var method in found["access_methods"] as JsonArray ?? [])
        {
            if ((string?)method?["access_url"]?["url"] is { } url && url.StartsWith("http", StringComparison.Ordinal))
            {
                return new Uri(url);
            }

            if ((string?)method?["access_id"] is { } access)
            {
                var path = string.Create(CultureInfo.InvariantCulture, $"{Uri.EscapeDataString(id)}/access/{Uri.EscapeDataString(access)}");
                return new Uri((string)(await ReadAsync(http, path, cancellationToken).ConfigureAwait(false))["url"]!);
            }
        }

        throw CavaticaErrors.Refuse(400, 9103, "The object has no address that can be read.");
    }

    private static async Task<JsonObject> ReadAsync(HttpClient http, string path, CancellationToken cancellationToken) =>
        JsonNode.Parse(await http.GetStringAsync(new Uri(path, UriKind.Relative), cancellationToken).ConfigureAwait(false)) as JsonObject
            ?? throw CavaticaErrors.Refuse(400, 9103, "The server answered with no object.");
}
