using SageTasks.Tables;

namespace SageTasks.Tower;

/// <summary>A sheet to keep as a dataset.</summary>
public sealed record SheetUpload
{
    /// <summary>The dataset's name, unique in the workspace. Sheets of one name are its versions.</summary>
    public required string Dataset { get; init; }

    /// <summary>The sheet, at most 10 MB.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>The file's name; its ending tells the format: <c>.csv</c> or <c>.tsv</c>. The content's digest is added to it.</summary>
    public string FileName { get; init; } = "samplesheet.csv";

    /// <summary>What the dataset holds; used when it is made.</summary>
    public string? Description { get; init; }

    /// <summary>Whether the first row names the columns.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>The upload of a sample sheet.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="sheet">The sheet.</param>
    public static SheetUpload Of(string dataset, SampleSheet sheet)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        return new SheetUpload { Dataset = dataset, Content = sheet.Content, FileName = sheet.FileName };
    }
}
