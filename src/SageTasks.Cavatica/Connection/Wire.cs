using System.Text.Json.Nodes;

namespace SageTasks.Cavatica;

/// <summary>The objects that the API wraps its answers and requests in; callers see what is inside.</summary>
internal static class Wire
{
    public sealed record Page<T>
    {
        public string? Href { get; init; }

        public IReadOnlyList<T> Items { get; init => field = value ?? []; } = [];

        public IReadOnlyList<PageLink> Links { get; init => field = value ?? []; } = [];
    }

    /// <summary>One level of a volume: the objects, and the folders as the beginnings that the places of what is in them have.</summary>
    public sealed record VolumePage
    {
        public IReadOnlyList<VolumeObject> Items { get; init => field = value ?? []; } = [];

        public IReadOnlyList<VolumePrefix> Prefixes { get; init => field = value ?? []; } = [];

        public IReadOnlyList<PageLink> Links { get; init => field = value ?? []; } = [];
    }

    public sealed record VolumePrefix(string Prefix);

    /// <summary>A link to another page. Volumes name the address of the next one <c>next</c>.</summary>
    public sealed record PageLink(string? Href, string? Rel, string? Method, string? Next);

    public sealed record BulkAnswer<T>
        where T : class
    {
        public IReadOnlyList<BulkResult<T>> Items { get; init => field = value ?? []; } = [];
    }

    public sealed record Nothing;

    public sealed record FilesById(IReadOnlyList<string> FileIds);

    public sealed record TasksById(IReadOnlyList<string> TaskIds);

    public sealed record ImportsById(IReadOnlyList<string> ImportIds);

    public sealed record ExportsById(IReadOnlyList<string> ExportIds);

    public sealed record FileEdits(IReadOnlyList<FileEdit> Items);

    public sealed record NewImports(IReadOnlyList<NewImport> Items);

    public sealed record NewExports(IReadOnlyList<NewExport> Items);

    public sealed record FileJobItems(IReadOnlyList<FileJobItem> Items);

    public sealed record FilesCopy(string Project, IReadOnlyList<string> FileIds);

    public sealed record FolderBody(string Name, string Type, string? Project, string? Parent);

    public sealed record SearchBody(string Query);

    /// <summary>A class: its token addresses a page, but a record would print it.</summary>
    public sealed class SearchAnswer
    {
        public string? ContToken { get; init; }

        public IReadOnlyList<CavaticaFile> ResultSet { get; init => field = value ?? []; } = [];
    }

    /// <summary>A task as it is sent; everything that is null is left out.</summary>
    public sealed record TaskBody
    {
        public string? Name { get; init; }

        public string? Project { get; init; }

        public string? App { get; init; }

        public string? Description { get; init; }

        public JsonObject? Inputs { get; init; }

        public string? BatchInput { get; init; }

        public BatchBy? BatchBy { get; init; }

        public bool? UseInterruptibleInstances { get; init; }

        public ExecutionSettings? ExecutionSettings { get; init; }

        public OutputLocation? OutputLocation { get; init; }

        public static TaskBody Of(TaskRequest task) => new()
        {
            Name = task.Name,
            Project = task.Project,
            App = task.App,
            Description = task.Description,
            Inputs = task.Inputs,
            BatchInput = task.BatchInput,
            BatchBy = task.BatchBy,
            UseInterruptibleInstances = task.UseInterruptibleInstances,
            ExecutionSettings = task.ExecutionSettings,
            OutputLocation = task.OutputLocation,
        };
    }
}
