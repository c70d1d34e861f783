namespace SageTasks.Cavatica;

/// <summary>Which headers of the storage service's answer are to be reported.</summary>
public sealed record PartReportWish
{
    /// <summary>The names of the headers.</summary>
    public IReadOnlyList<string> Headers { get; init => field = value ?? []; } = [];
}
