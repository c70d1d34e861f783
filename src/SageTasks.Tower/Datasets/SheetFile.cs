using System.Security.Cryptography;

namespace SageTasks.Tower;

/// <summary>How a sheet is named as a file of a dataset: with its digest, so that a list of versions alone tells what they hold.</summary>
internal sealed record SheetFile(string Name, string MediaType, string Sha256, string Mark)
{
    private const int MaxBytes = 10_000_000;
    private const int MarkDigits = 32;

    public static SheetFile Of(SheetUpload upload)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(upload.Dataset);
        var mediaType = Path.GetExtension(upload.FileName).ToLowerInvariant() switch
        {
            ".csv" => "text/csv",
            ".tsv" or ".tab" => "text/tab-separated-values",
            _ => throw new ArgumentException($"FileName '{upload.FileName}' must end in .csv or .tsv: Tower keeps no other kind of dataset.", nameof(upload)),
        };
        if (upload.FileName.AsSpan().IndexOfAny('/', '\\', '"') >= 0 || upload.FileName.Any(char.IsControl))
        {
            throw new ArgumentException($"FileName '{upload.FileName}' must be a bare file name, without a folder or quotes.", nameof(upload));
        }

        if (upload.Content.IsEmpty || upload.Content.Length > MaxBytes)
        {
            throw new ArgumentException(upload.Content.IsEmpty
                ? $"The sheet for the dataset '{upload.Dataset}' is empty."
                : FormattableString.Invariant($"The sheet for the dataset '{upload.Dataset}' has {upload.Content.Length} bytes, but Tower keeps 10 MB at most. Put it into the pipeline's storage and give its address."));
        }

        var digest = Convert.ToHexStringLower(SHA256.HashData(upload.Content.Span));
        var mark = $".sha256-{digest[..MarkDigits]}";
        return new SheetFile($"{Path.GetFileNameWithoutExtension(upload.FileName)}{mark}{Path.GetExtension(upload.FileName)}", mediaType, digest, mark);
    }

    public bool IsNamedIn(DatasetVersion version) => version.FileName?.Contains(Mark + ".", StringComparison.Ordinal) == true;
}
