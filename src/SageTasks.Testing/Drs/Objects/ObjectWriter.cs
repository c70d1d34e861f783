using System.Globalization;
using System.Text.Json;

namespace SageTasks.Testing.Drs;

/// <summary>Writes objects in the words of the specification, or of the server whose ways are asked for.</summary>
internal sealed class ObjectWriter(DrsPersonality personality, DrsWorld world, AccessAnswers access)
{
    public LocalAnswer Answer(LocalRequest request, DrsDocument found, bool expand, int status = 200) =>
        LocalAnswer.Json(json => Write(json, request, found, expand), status);

    public void Write(Utf8JsonWriter json, LocalRequest request, DrsDocument found, bool expand)
    {
        json.WriteStartObject();
        json.WriteString("id", found.Id);
        WriteText(json, "name", found.Name);
        json.WriteString("self_uri", SelfUri(request.Origin, found.Id));
        if (found.Size is { } size)
        {
            json.WriteNumber("size", size);
        }

        WriteTimes(json, found);
        WriteText(json, "version", found.Version);
        WriteText(json, "mime_type", personality.MimeType ?? found.MimeType);
        WriteChecksums(json, found);
        WriteMethods(json, request.Origin, found);
        if (found.Contents is { } contents)
        {
            WriteContents(json, request.Origin, contents, expand, [found.Id]);
        }

        WriteText(json, "description", found.Description);
        if (found.Aliases.Count > 0)
        {
            json.WriteStartArray("aliases");
            foreach (var alias in found.Aliases)
            {
                json.WriteStringValue(alias);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary>The URI of an object: compact where ids have a prefix, else of this host.</summary>
    public string SelfUri(string origin, string id) =>
        personality.Prefix is { } prefix && id.StartsWith(prefix + "/", StringComparison.Ordinal)
            ? $"drs://{prefix}:{id[(prefix.Length + 1)..]}"
            : $"drs://{new Uri(origin).Authority}/{Uri.EscapeDataString(id)}";

    private void WriteTimes(Utf8JsonWriter json, DrsDocument found)
    {
        if (!personality.HasNoCreatedTime)
        {
            json.WriteString("created_time", Time(found.Created));
            json.WriteString("updated_time", Time(found.Updated));
            return;
        }

        var none = found.IsBundle ? "" : null;
        json.WriteString("created_time", none);
        json.WriteString("updated_time", none);
        json.WriteString("index_created_time", found.Created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture));
        json.WriteString("index_updated_time", found.Updated.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture));
    }

    private void WriteChecksums(Utf8JsonWriter json, DrsDocument found)
    {
        json.WriteStartArray("checksums");
        foreach (var sum in Shown(found))
        {
            json.WriteStartObject();
            json.WriteString("type", personality.JoinsChecksumNames ? sum.Type.Replace("sha-", "sha", StringComparison.Ordinal) : sum.Type);
            json.WriteString("checksum", sum.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private IEnumerable<Checksum> Shown(DrsDocument found) => personality switch
    {
        { HasETagOnly: true } => [found.Checksums.FirstOrDefault(sum => sum.Type == "etag") ?? new Checksum("etag", $"{found.Checksums.FirstOrDefault(sum => sum.Type == "md5")?.Value}-1")],
        { HasMd5Only: true } => found.Checksums.Where(sum => sum.Type == "md5"),
        _ => found.Checksums,
    };

    private void WriteMethods(Utf8JsonWriter json, string origin, DrsDocument found)
    {
        var ids = AccessAnswers.Ids(found, personality).ToList();
        var shown = found.File is null ? [] : found.Access.Select(kind => access.Shown(origin, found, kind)).OfType<AccessUrl>().ToList();
        if (ids.Count + shown.Count + found.Methods.Count == 0)
        {
            return;
        }

        json.WriteStartArray("access_methods");
        foreach (var (id, _) in ids)
        {
            var beside = personality.BesideUrl is { } scheme ? new AccessUrl { Url = CloudUrl(found, scheme) } : null;
            WriteMethod(json, found, personality.BesideUrl ?? personality.AccessType, id, beside, null);
        }

        foreach (var url in shown)
        {
            WriteMethod(json, found, "https", null, url, null);
        }

        foreach (var method in found.Methods.Where(method => ids.Count == 0 || method.Type != personality.BesideUrl))
        {
            WriteMethod(json, found, method.Type!, method.AccessId, method.AccessUrl, method);
        }

        json.WriteEndArray();
    }

    private void WriteMethod(Utf8JsonWriter json, DrsDocument found, string type, string? id, AccessUrl? url, AccessMethod? registered)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        WriteText(json, "access_id", id);
        if (url is not null)
        {
            json.WriteStartObject("access_url");
            AccessAnswers.WriteUrl(json, url, personality);
            json.WriteEndObject();
        }

        if (personality.BesideUrl is not null && registered is null)
        {
            json.WriteString("region", "");
            json.WriteNull("cloud");
        }

        WriteText(json, "region", registered?.Region);
        WriteText(json, "cloud", registered?.Cloud);
        if (!found.IsAvailable || registered?.Available is not null)
        {
            json.WriteBoolean("available", registered?.Available ?? found.IsAvailable);
        }

        if (found.RequiresPassport && id is not null)
        {
            json.WritePropertyName("authorizations");
            Authorizations.Write(json, found);
        }

        json.WriteEndObject();
    }

    private static string CloudUrl(DrsDocument found, string scheme) =>
        found.Methods.FirstOrDefault(method => method.Type == scheme)?.AccessUrl?.Url ?? $"{scheme}://local-bucket/{found.Name ?? found.Id}";

    private void WriteContents(Utf8JsonWriter json, string origin, IReadOnlyList<Content> contents, bool expand, HashSet<string> above)
    {
        json.WriteStartArray("contents");
        foreach (var entry in contents)
        {
            json.WriteStartObject();
            json.WriteString("name", entry.Name);
            WriteText(json, "id", entry.Id);
            WriteUris(json, entry.Uris ?? (entry.Id is { } own ? [SelfUri(origin, own)] : []));
            if (expand && entry.Id is { } id && world.Find(id)?.Contents is { } below && above.Add(id))
            {
                WriteContents(json, origin, below, expand, above);
                above.Remove(id);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteUris(Utf8JsonWriter json, IReadOnlyList<string> uris)
    {
        if (uris.Count == 0)
        {
            return;
        }

        if (personality.DrsUriIsText)
        {
            json.WriteString("drs_uri", uris[0]);
            return;
        }

        json.WriteStartArray("drs_uri");
        foreach (var uri in uris)
        {
            json.WriteStringValue(uri);
        }

        json.WriteEndArray();
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
