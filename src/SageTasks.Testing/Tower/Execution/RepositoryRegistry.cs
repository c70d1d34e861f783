using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace SageTasks.Testing;

/// <summary>The repositories that can be launched. They live in the process and are registered anew in each.</summary>
internal sealed class RepositoryRegistry
{
    private const string DefaultHost = "https://github.com/";

    private readonly ConcurrentDictionary<string, LocalPipeline> _pipelines = new(StringComparer.Ordinal);

    /// <summary>What is launched when nothing is registered for a repository; null refuses it.</summary>
    public Func<string, LocalPipeline?>? Fallback { get; set; }

    public IEnumerable<string> Urls => _pipelines.Values.Select(p => p.Url).Order(StringComparer.Ordinal);

    public void Add(LocalPipeline pipeline) => _pipelines[Normalize(pipeline.Url)] = pipeline;

    public bool TryFind(string url, [NotNullWhen(true)] out LocalPipeline? pipeline) =>
        _pipelines.TryGetValue(Normalize(url), out pipeline) || (pipeline = Fallback?.Invoke(url)) is not null;

    /// <summary>The repository's full address: <c>org/repo</c> is one of GitHub, <c>.git</c> means nothing.</summary>
    public static string Normalize(string url)
    {
        var full = url.Trim().TrimEnd('/');
        if (full.EndsWith(".git", StringComparison.Ordinal))
        {
            full = full[..^4];
        }

        if (!full.Contains(':', StringComparison.Ordinal) && full.Count(c => c == '/') == 1)
        {
            full = DefaultHost + full;
        }

        return Uri.TryCreate(full, UriKind.Absolute, out var uri) && !uri.IsFile ? $"{uri.Scheme}://{uri.Authority}{uri.AbsolutePath}" : full;
    }

    /// <summary>The project's name, such as <c>nf-core/rnaseq</c>.</summary>
    public static string ProjectName(string url)
    {
        var parts = Normalize(url).Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length >= 2 ? $"{parts[^2]}/{parts[^1]}" : parts[^1];
    }

    public static IReadOnlyDictionary<string, string> Revisions(LocalPipeline pipeline) => pipeline.Revisions is { Count: > 0 } revisions
        ? revisions
        : new Dictionary<string, string>(StringComparer.Ordinal) { ["main"] = CommitOf(Normalize(pipeline.Url)) };

    public static string DefaultRevision(LocalPipeline pipeline) => pipeline.DefaultRevision ?? Revisions(pipeline).Keys.First();

    /// <summary>The commit of a branch, a tag or a commit; null when the repository has no such revision.</summary>
    public static string? Resolve(LocalPipeline pipeline, string? revision)
    {
        var revisions = Revisions(pipeline);
        var wanted = string.IsNullOrEmpty(revision) ? DefaultRevision(pipeline) : revision;
        return revisions.TryGetValue(wanted, out var commit) ? commit
            : revisions.Values.FirstOrDefault(c => c == wanted) ?? (pipeline.HasAnyRevision ? CommitOf($"{Normalize(pipeline.Url)}@{wanted}") : null);
    }

    private static string CommitOf(string url) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(url)))[..40];
}
