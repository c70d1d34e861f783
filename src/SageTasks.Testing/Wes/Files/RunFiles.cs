using System.Globalization;
using System.IO.Enumeration;

namespace SageTasks.Testing.Wes;

/// <summary>Where the files of a run lie.</summary>
internal sealed class RunFiles(LocalFolder folder, string runId)
{
    /// <summary>What stands before the name of a file of the run's folder where its address will be.</summary>
    public const string Scheme = "run-file:";

    /// <summary>The variable with the run's id.</summary>
    public const string RunVariable = "WES_RUN_ID";

    /// <summary>The variable with the file of the parameters.</summary>
    public const string ParametersVariable = "WES_PARAMS";

    private const string Parameters = ".wes-params.json";

    private static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true };

    private readonly string _root = Path.Combine(folder.Path, "runs", runId);

    /// <summary>The folder in which the workflow runs, with its attachments.</summary>
    public string Work => Path.Combine(_root, "work");

    public string Log(string name) => Path.Combine(_root, name);

    /// <summary>The file that this name in the folder leads to; null where there is none, or it leads out of the folder.</summary>
    public string? Find(string name) => AttachmentName.IsSafe(name) ? RealPath.FileIn([RealPath.Of(Work)], Path.Combine(Work, name)) : null;

    /// <summary>Writes the parameters to a file that no attachment has the name of, in the folder in which the workflow runs.</summary>
    /// <returns>The file's name.</returns>
    public async Task<string> WriteParametersAsync(RunDocument run, CancellationToken cancellationToken)
    {
        var name = Free(Parameters, run.Attachments);
        await File.WriteAllTextAsync(Path.Combine(Work, name), run.Request.WorkflowParams?.GetRawText() ?? "{}", cancellationToken).ConfigureAwait(false);
        return name;
    }

    /// <summary>Writes a file of the folder in which the workflow runs, which is there whole or not at all.</summary>
    public async Task WriteWholeAsync(string name, byte[] content, CancellationToken cancellationToken)
    {
        var part = Log("part");
        await File.WriteAllBytesAsync(part, content, cancellationToken).ConfigureAwait(false);
        File.Move(part, Path.Combine(Work, name), overwrite: true);
    }

    /// <summary>A name beside those of the attachments, which stay as they came.</summary>
    public static string Free(string name, IReadOnlyList<string> attachments)
    {
        var free = name;
        for (var number = 1; attachments.Any(attachment => attachment.Split('/')[0] == free); number++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(name)}-{number}{Path.GetExtension(name)}");
        }

        return free;
    }

    public void Stage(IReadOnlyList<Attachment> attachments)
    {
        Directory.CreateDirectory(Work);
        foreach (var attachment in attachments)
        {
            var path = Path.Combine(Work, attachment.Name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, attachment.Content);
        }
    }

    /// <summary>The files that a run has left, by their names in its folder, which can be asked for by these names; what was there before and what begins
    /// with a dot is left out.</summary>
    public IEnumerable<string> Made(IReadOnlyList<string> before) => Files()
        .Select(file => Path.GetRelativePath(Work, file).Replace(Path.DirectorySeparatorChar, '/'))
        .Where(name => !name.Split('/').Any(part => part.StartsWith('.')) && !before.Contains(name, StringComparer.Ordinal) && Find(name) is not null)
        .Order(StringComparer.Ordinal);

    // A link to a folder can lead out of this one, or back to a folder above.
    private FileSystemEnumerable<string> Files() => new(Work, (ref entry) => entry.ToFullPath(), Everything)
    {
        ShouldIncludePredicate = (ref entry) => !entry.IsDirectory,
        ShouldRecursePredicate = (ref entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
    };
}
