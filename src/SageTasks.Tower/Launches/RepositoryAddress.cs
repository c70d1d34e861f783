using System.Text.RegularExpressions;

namespace SageTasks.Tower;

/// <summary>A pipeline's repository, in one spelling.</summary>
internal static partial class RepositoryAddress
{
    private const string GitHub = "https://github.com/";

    /// <summary>Whether a pipeline is given by the address of its repository, and not by its name on the Launchpad.</summary>
    public static bool IsAddress(string pipeline) => pipeline.Contains('/', StringComparison.Ordinal) || ScpLike().IsMatch(pipeline);

    /// <summary>The address as it is sent: whole, and otherwise as given, since a git server can need its <c>.git</c>.</summary>
    public static string Expand(string pipeline)
    {
        var text = pipeline.Trim();
        if (Short().IsMatch(text))
        {
            return GitHub + text;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme.StartsWith("http", StringComparison.Ordinal) && address.UserInfo.Length > 0)
        {
            throw new ArgumentException($"The pipeline's address for {address.Host} holds a user name or password. Keep credentials in Tower, and give the bare address.");
        }

        return text;
    }

    /// <summary>The spelling that is compared: whole, host in lower case, without <c>.git</c> or a slash at the end.</summary>
    public static string Normalize(string pipeline)
    {
        var text = Expand(pipeline).TrimEnd('/');
        text = text.EndsWith(".git", StringComparison.OrdinalIgnoreCase) ? text[..^4].TrimEnd('/') : text;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || !address.Scheme.StartsWith("http", StringComparison.Ordinal))
        {
            return text;
        }

        var port = address.IsDefaultPort ? string.Empty : FormattableString.Invariant($":{address.Port}");
        return $"{address.Scheme}://{address.Host.ToLowerInvariant()}{port}{address.AbsolutePath.TrimEnd('/')}";
    }

    /// <summary>The repository's own name.</summary>
    public static string LastSegment(string pipeline)
    {
        var text = pipeline.Trim().TrimEnd('/');
        text = text.EndsWith(".git", StringComparison.OrdinalIgnoreCase) ? text[..^4] : text;
        return text[(text.LastIndexOfAny(['/', ':']) + 1)..];
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9._-]+\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex Short();

    [GeneratedRegex(@"\A[A-Za-z0-9._-]+@[A-Za-z0-9._-]+:", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex ScpLike();
}
