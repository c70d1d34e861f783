using System.Globalization;
using System.Text.Json;

namespace SageTasks.Wes;

/// <summary>Finds the files in a run's outputs, in every form that servers give them: CWL's objects, sapporo's array, and bare addresses.</summary>
internal static class OutputFiles
{
    private const string Sha1 = "sha1$";

    public static IEnumerable<WesOutput> Of(JsonElement? outputs) => outputs is { } json ? Walk(json, "", folder: "") : [];

    // What a directory lists is in a folder of its name; what goes along with a file is beside it.
    private static IEnumerable<WesOutput> Walk(JsonElement json, string pointer, string folder) => json.ValueKind switch
    {
        JsonValueKind.Object when File(json, pointer, folder) is { } file =>
            new[] { file }.Concat(json.TryGetProperty("secondaryFiles", out var beside) ? Walk(beside, $"{pointer}/secondaryFiles", folder) : []),
        JsonValueKind.Object when Text(json, "class") == "Directory" => Directory(json, pointer, folder),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(field => Walk(field.Value, $"{pointer}/{Escaped(field.Name)}", folder)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany((item, index) => Walk(item, string.Create(CultureInfo.InvariantCulture, $"{pointer}/{index}"), folder)),
        JsonValueKind.String when IsAddress(json.GetString()!) => [Bare(json.GetString()!, pointer, folder)],
        _ => [],
    };

    private static IEnumerable<WesOutput> Directory(JsonElement json, string pointer, string folder)
    {
        var address = Text(json, "location") ?? Text(json, "path");
        var name = Text(json, "basename") ?? (address is null ? Unescaped(pointer.Split('/')[^1]) : LastSegment(address));
        var isListed = json.TryGetProperty("listing", out var listing) && listing.ValueKind == JsonValueKind.Array;
        if (isListed && listing.GetArrayLength() > 0)
        {
            return Walk(listing, $"{pointer}/listing", $"{folder}{name}/");
        }

        return isListed || address is not null
            ? [new WesOutput { Pointer = pointer, Name = folder + name, Address = address ?? "", IsDirectory = true, Size = isListed ? 0 : null }]
            : [];
    }

    private static WesOutput? File(JsonElement json, string pointer, string folder)
    {
        var isCwl = Text(json, "class") == "File";
        var address = isCwl ? Text(json, "location") ?? Text(json, "path") : Text(json, "file_url");
        if (address is null)
        {
            return null;
        }

        return new WesOutput
        {
            Pointer = pointer,
            Name = folder + (Text(json, isCwl ? "basename" : "file_name") ?? LastSegment(address)),
            Address = address,
            Size = json.TryGetProperty("size", out var size) && size.TryGetInt64(out var bytes) ? bytes : null,
            Sha1 = Text(json, "checksum") is { } checksum && checksum.StartsWith(Sha1, StringComparison.Ordinal) ? checksum[Sha1.Length..].ToLowerInvariant() : null,
        };
    }

    // A key of the outputs that is a path is the file's name.
    private static WesOutput Bare(string address, string pointer, string folder)
    {
        var key = Unescaped(pointer.Split('/')[^1]);
        var name = key.Contains('.', StringComparison.Ordinal) && address.EndsWith(LastSegment(key), StringComparison.Ordinal) ? key : LastSegment(address);
        return new WesOutput { Pointer = pointer, Name = folder + name, Address = address };
    }

    private static bool IsAddress(string text) => text.Contains("://", StringComparison.Ordinal) && !text.Any(char.IsWhiteSpace);

    private static string LastSegment(string address)
    {
        var path = address.Split('?', '#')[0].TrimEnd('/');
        return Uri.UnescapeDataString(path[(path.LastIndexOf('/') + 1)..]);
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private static string Escaped(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static string Unescaped(string name) => name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
