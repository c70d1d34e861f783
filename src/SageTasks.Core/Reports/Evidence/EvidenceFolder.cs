using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SageTasks.Files;
using SageTasks.Runs;

namespace SageTasks.Reports;

/// <summary>A folder in which evidence is kept: a JSON file for each answer of the guard, for what became of each run, and for each submission
/// that came to none. A record that is kept again replaces the earlier one, all at once. Secrets that can be recognised are left out, and on Unix
/// only this user reads the files. Safe for use by many threads and processes.</summary>
public sealed class EvidenceFolder
{
    private const int LongestName = 120;
    private readonly TimeProvider _time;

    /// <summary>The evidence in a folder, which is made when the first record is kept.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="timeProvider">The clock; null for the machine's.</param>
    public EvidenceFolder(string path, TimeProvider? timeProvider = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        FullPath = Path.GetFullPath(path);
        _time = timeProvider ?? TimeProvider.System;
    }

    /// <summary>The folder's whole path.</summary>
    public string FullPath { get; }

    /// <summary>Keeps an answer of the guard: one file for each key, attempt and outcome, so that a later reuse leaves the launch to be read.</summary>
    public void Keep(Submission submission)
    {
        ArgumentNullException.ThrowIfNull(submission);
        Write($"{submission.Key}-{submission.Attempt}-{submission.Outcome.ToString().ToLowerInvariant()}", submission.WithoutSecrets(), EvidenceJson.Context.Submission);

        // What was refused before is settled by the run.
        File.Delete(PathOf(Refused(submission.Key)));
    }

    /// <summary>Keeps what became of a run: how it ended, and the end of its log where it failed.</summary>
    public void Keep(RunChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var run = $"run-{NameOf(change.Service is { } service ? $"{service}/{change.WatchedId}" : change.WatchedId)}";
        Write(change.Run?.Tag is { } tag ? $"{tag.Key}-{tag.Attempt}-{run}" : run, change.WithoutSecrets(), EvidenceJson.Context.RunChange);
    }

    /// <summary>Keeps why a submission came to no run.</summary>
    public void Keep(SubmissionFailure failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        Write(failure.Key is { } key ? Refused(key) : $"refused-{Hash(failure.Kind + failure.Message)}", failure, EvidenceJson.Context.SubmissionFailure);
    }

    /// <summary>Reads all records of the folder (not of folders in it) as a report that bears its name. Transfers are not among them:
    /// their manifests are read where they are understood. A record that this user may not read, or that is damaged, becomes a note.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public async Task<RunReport> ReadAsync(CancellationToken cancellationToken = default)
    {
        var evidence = new EvidenceRecords();
        foreach (var file in Directory.EnumerateFiles(FullPath, "*.json").Order(StringComparer.Ordinal))
        {
            try
            {
                evidence.Add(Path.GetFileName(file), await File.ReadAllBytesAsync(file, cancellationToken).ConfigureAwait(false));
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                // Records are for those who kept them: others' may lie in the same folder.
                evidence.Leave(Path.GetFileName(file), refused);
            }
        }

        return evidence.ToReport(Path.GetFileName(Path.TrimEndingDirectorySeparator(FullPath)), _time.GetUtcNow());
    }

    private void Write<T>(string name, T record, JsonTypeInfo<T> type)
    {
        FolderSync.Create(FullPath);
        DurableFile.Replace(PathOf(name), JsonSerializer.SerializeToUtf8Bytes(record, type), isPrivate: true);
    }

    private string PathOf(string name) => Path.Combine(FullPath, name + ".json");

    private static string Refused(SubmissionKey key) => $"{key}-refused";

    // Ids of some servers hold slashes, or are longer than a file's name may be.
    private static string NameOf(string id) => Uri.EscapeDataString(id) is { Length: <= LongestName } name ? name : Hash(id);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}
