namespace SageTasks.Testing;

/// <summary>What a task asks of the machine (<c>tesResources</c>).</summary>
internal sealed record TesResources
{
    public int? CpuCores { get; init; }

    public bool? Preemptible { get; init; }

    public double? RamGb { get; init; }

    public double? DiskGb { get; init; }

    public IReadOnlyList<string>? Zones { get; init; }

    public IReadOnlyDictionary<string, string?>? BackendParameters { get; init; }

    public bool? BackendParametersStrict { get; init; }
}
