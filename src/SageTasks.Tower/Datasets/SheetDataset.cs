using SageTasks.Runs;

namespace SageTasks.Tower;

/// <summary>A sheet that is kept as a version of a dataset.</summary>
public sealed record SheetDataset
{
    /// <summary>The dataset's id.</summary>
    public required string DatasetId { get; init; }

    /// <summary>The dataset's name.</summary>
    public required string Dataset { get; init; }

    /// <summary>The version that holds the sheet.</summary>
    public required long Version { get; init; }

    /// <summary>The file's name, the content's digest in it.</summary>
    public required string FileName { get; init; }

    /// <summary>The address that a pipeline reads it from: the value for the parameter <c>input</c>.</summary>
    public required string Url { get; init; }

    /// <summary>The SHA-256 of the content, 64 hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Whether this call uploaded it; false where the dataset held it already.</summary>
    public bool Uploaded { get; init; }

    /// <summary>What the sheet counts as in a <see cref="RunPlan{TRequest}"/>: its content, not its address.
    /// <c>plan with { Inputs = … ["/input"] = dataset.ToIdentity() }</c></summary>
    public ContentIdentity ToIdentity() => ContentIdentity.Sha256(Sha256);
}
