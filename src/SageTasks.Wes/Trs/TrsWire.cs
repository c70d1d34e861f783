namespace SageTasks.Wes;

/// <summary>The answers of a tool registry, as far as they are needed.</summary>
internal static class TrsWire
{
    public sealed record ToolVersion
    {
        public IReadOnlyList<string>? DescriptorType { get; init; }
    }

    public sealed record ToolFile
    {
        public string? Path { get; init; }

        public string? FileType { get; init; }
    }
}
