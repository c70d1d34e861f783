using System.Text.RegularExpressions;
using SageTasks.Http;

namespace SageTasks.Storage;

/// <summary>Reads the text forms of a location. Each scheme has its own rules: an S3 key is literal, a file URI is percent-encoded.</summary>
internal static partial class LocationReader
{
    public static Location? Read(string text, out string? problem)
    {
        problem = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            return Refuse("", "it is empty", out problem);
        }

        var match = SchemePattern().Match(text);
        var isKey = match.Success && IsBucketScheme(match.Groups["scheme"].Value.ToLowerInvariant());
        if (isKey ? text[^1] is '\r' or '\n' : text.AsSpan().ContainsAnyInRange('\0', '\u001f'))
        {
            return Refuse(text, isKey ? "it ends in a line break" : "it holds a control character", out problem);
        }

        if (!match.Success)
        {
            return ReadPath(text);
        }

        var scheme = match.Groups["scheme"].Value.ToLowerInvariant();
        var rest = text[match.Length..];
        var known = LocationScheme.All.Contains(scheme, StringComparer.Ordinal);
        if (scheme == LocationScheme.File)
        {
            return ReadFileUri(text, match.Groups["slashes"].Length == 2 ? "//" + rest : rest, out problem);
        }

        if (match.Groups["slashes"].Length == 0)
        {
            return known ? Refuse(text, $"write it as {scheme}://…", out problem) : ReadPath(text);
        }

        if (!known)
        {
            return Refuse(text, $"the scheme \"{scheme}\" is none of {string.Join(", ", LocationScheme.All)}", out problem);
        }

        return scheme switch
        {
            LocationScheme.Http or LocationScheme.Https => ReadUrl(text, out problem),
            LocationScheme.S3 or LocationScheme.Gs or LocationScheme.Az => ReadBucket(scheme, text, rest, out problem),
            LocationScheme.Syn => ReadSynapse(text, rest, out problem),
            LocationScheme.Drs => ReadDrs(text, rest, out problem),
            _ => ReadOwned(scheme, text, rest, out problem),
        };
    }

    public static Location ReadPath(string path)
    {
        var full = System.IO.Path.GetFullPath(path).Replace(System.IO.Path.DirectorySeparatorChar, '/');
        var encoded = string.Join('/', full.Split('/').Select(EncodeSegment));
        return new Location(LocationScheme.File, "", full, "file://" + (full.StartsWith('/') ? "" : "/") + encoded);
    }

    // A key may hold any character, and a store lists it as it is.
    private static bool IsBucketScheme(string scheme) => scheme is LocationScheme.S3 or LocationScheme.Gs or LocationScheme.Az;

    private static string EncodeSegment(string segment, int index) =>
        index == 0 && segment is [_, ':'] ? segment : Uri.EscapeDataString(segment);

    private static Location? ReadFileUri(string text, string rest, out string? problem)
    {
        problem = null;
        if (rest.StartsWith("//", StringComparison.Ordinal))
        {
            var slash = rest.IndexOf('/', 2);
            var host = slash < 0 ? rest[2..] : rest[2..slash];
            if (host.Length > 0 && !host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            {
                return Refuse(text, $"\"{host}\" would be another machine; a path on this one is written file:///path", out problem);
            }

            rest = slash < 0 ? "" : rest[slash..];
        }

        if (!rest.StartsWith('/'))
        {
            return Refuse(text, "a file URI holds an absolute path, as in file:///data/reads.fastq.gz", out problem);
        }

        if (rest.AsSpan().ContainsAny('?', '#'))
        {
            return Refuse(text, "write ? as %3F and # as %23 in a file URI, or give the plain path", out problem);
        }

        if (rest.Contains("%2F", StringComparison.OrdinalIgnoreCase) || rest.Contains("%00", StringComparison.Ordinal))
        {
            return Refuse(text, "a file name cannot hold a slash or a null character", out problem);
        }

        var path = Uri.UnescapeDataString(rest);
        return ReadPath(OperatingSystem.IsWindows() && path is ['/', _, ':', ..] ? path[1..] : path);
    }

    private static Location? ReadUrl(string text, out string? problem)
    {
        problem = null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Host.Length == 0)
        {
            return Refuse(text, "it is not a valid URL", out problem);
        }

        if (url.UserInfo.Length > 0)
        {
            return Refuse(text, "a user name or password does not belong into a URL", out problem);
        }

        if (url.Fragment.Length > 0)
        {
            return Refuse(text, "a # would cut the address off; write it as %23", out problem);
        }

        var path = Uri.UnescapeDataString(url.AbsolutePath.TrimStart('/'));
        return new Location(url.Scheme, url.Authority, path, url.AbsoluteUri);
    }

    private static Location? ReadBucket(string scheme, string text, string rest, out string? problem)
    {
        problem = null;
        var (bucket, key) = SplitAtSlash(rest);
        var what = scheme == LocationScheme.Az ? "container" : "bucket";
        if (bucket.Length == 0)
        {
            return Refuse(text, $"the {what} is missing: {scheme}://{what}/name", out problem);
        }

        return BucketPattern().IsMatch(bucket)
            ? new Location(scheme, bucket, key, $"{scheme}://{bucket}/{key}")
            : Refuse(text, $"\"{bucket}\" is not a name that a {what} can have", out problem);
    }

    private static Location? ReadSynapse(string text, string rest, out string? problem)
    {
        problem = null;
        var (id, path) = SplitAtSlash(rest);
        if (!SynapsePattern().IsMatch(id))
        {
            return Refuse(text, "a Synapse location starts with an id, as in syn://syn123, syn://syn123.4 or syn://syn123/name", out problem);
        }

        if (rest.Length > id.Length && id.Contains('.', StringComparison.Ordinal))
        {
            return Refuse(text, "a version can only be read; a destination is syn://parentId/name", out problem);
        }

        if (path.StartsWith('/') || path.Contains("//", StringComparison.Ordinal))
        {
            return Refuse(text, "a name is missing between two slashes; a path below an entity is written syn://syn123/folder/name", out problem);
        }

        id = id.ToLowerInvariant();
        return new Location(LocationScheme.Syn, id, path, $"syn://{id}{rest[id.Length..]}");
    }

    private static Location? ReadDrs(string text, string rest, out string? problem)
    {
        problem = null;
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var cut = slash >= 0 ? slash : rest.IndexOf(':', StringComparison.Ordinal);
        if (cut <= 0 || cut == rest.Length - 1 || rest.AsSpan().ContainsAny("?# "))
        {
            return Refuse(text, "a DRS location is drs://host/id or drs://prefix:accession", out problem);
        }

        return new Location(LocationScheme.Drs, rest[..cut], Uri.UnescapeDataString(rest[(cut + 1)..]), $"drs://{rest}");
    }

    private static Location? ReadOwned(string scheme, string text, string rest, out string? problem)
    {
        problem = null;
        var (owner, path) = SplitAtSlash(rest);
        if (owner.Length == 0)
        {
            return Refuse(text, $"the owner or file id is missing: {scheme}://owner/project/path", out problem);
        }

        return new Location(scheme, owner, path, path.Length == 0 ? $"{scheme}://{owner}" : $"{scheme}://{owner}/{path}");
    }

    private static (string Head, string Tail) SplitAtSlash(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? (text, "") : (text[..slash], text[(slash + 1)..]);
    }

    private static Location? Refuse(string text, string reason, out string? problem)
    {
        problem = $"\"{Redaction.Text(text)}\" is not a location: {reason}.";
        return null;
    }

    // A single letter before the colon is a Windows drive.
    [GeneratedRegex(@"^(?<scheme>[a-z][a-z0-9+.-]+):(?<slashes>//)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex SchemePattern();

    [GeneratedRegex(@"^[A-Za-z0-9$][A-Za-z0-9._-]{1,221}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex BucketPattern();

    [GeneratedRegex(@"^syn[0-9]+(\.[0-9]+)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex SynapsePattern();
}
