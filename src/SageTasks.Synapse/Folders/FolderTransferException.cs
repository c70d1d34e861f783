using SageTasks.Storage;

namespace SageTasks.Synapse;

/// <summary>Some files of many could not be moved; all others were. Calling again moves only what is missing.</summary>
public class FolderTransferException : TransferException
{
    private const int Shown = 20;

    /// <summary>Creates the exception.</summary>
    public FolderTransferException(IReadOnlyList<FailedFile> failures, int succeeded, Exception? innerException = null)
        : base(Describe(failures, succeeded), innerException) => Failures = failures;

    /// <summary>The files that could not be moved.</summary>
    public IReadOnlyList<FailedFile> Failures { get; }

    private static string Describe(IReadOnlyList<FailedFile> failures, int succeeded)
    {
        ArgumentNullException.ThrowIfNull(failures);
        var lines = failures.Take(Shown).Select(failure => $"\n  - {failure.Path} ({failure.Id}): {failure.Reason}");
        var rest = failures.Count > Shown ? $"\n  - and {failures.Count - Shown} more" : "";
        return $"{failures.Count} of {failures.Count + succeeded} files could not be moved; calling again moves only these:{string.Concat(lines)}{rest}";
    }
}
