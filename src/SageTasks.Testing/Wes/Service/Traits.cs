namespace SageTasks.Testing.Wes;

/// <summary>What a server does in its own way.</summary>
internal sealed record Traits
{
    private const string Published = "/ga4gh/wes/v1";

    /// <summary>What stands before every path of the API.</summary>
    public string BasePath { get; private init; } = Published;

    /// <summary>Paths that may stand before every path, one of which must.</summary>
    public IReadOnlyList<string> Prefixes => BasePath.Length == 0 ? [] : HasToilLogs ? [BasePath[1..], "toil/wes/v1"] : [BasePath[1..]];

    /// <summary>Whether logs are below <c>/toil/wes/v1</c>.</summary>
    public bool HasToilLogs => ListName == "workflows";

    /// <summary>Whether rows of a list show times and tags.</summary>
    public bool ListsTags { get; private init; } = true;

    public string ListName { get; private init; } = "runs";

    public bool HasPages { get; private init; } = true;

    public bool OldestFirst { get; private init; }

    /// <summary>Whether a page token is the number of rows before the page.</summary>
    public bool PagesByOffset { get; private init; }

    /// <summary>The token behind the last page; an empty one, or none at all.</summary>
    public EndMark End { get; private init; } = EndMark.Empty;

    public TagFilter Filter { get; private init; } = TagFilter.None;

    public ErrorForm Errors { get; private init; } = ErrorForm.Message;

    public LogForm Logs { get; private init; } = LogForm.Address;

    /// <summary>The status of every question for tasks; null where they are there.</summary>
    public int? TasksRefused { get; private init; }

    public int UnknownRun { get; private init; } = 404;

    /// <summary>Whether an id that is no UUID is a 400.</summary>
    public bool ChecksIds { get; private init; }

    /// <summary>Whether the versions of an engine are one text.</summary>
    public bool OneEngineVersion { get; private init; }

    public bool IsSapporo { get; private init; }

    public bool NeedsParameters { get; private init; }

    public bool NeedsProject { get; private init; }

    public string Group { get; private init; } = "org.ga4gh";

    public string Name { get; private init; } = "Local WES";

    public string WesVersion { get; private init; } = "1.1.0";

    public static Traits Of(LocalWesPersonality personality) => personality switch
    {
        LocalWesPersonality.Wes10 => new Traits
        {
            ListsTags = false,
            OldestFirst = true,
            TasksRefused = 404,
            OneEngineVersion = true,
            Errors = ErrorForm.Text,
            WesVersion = "1.0.0",
        },
        LocalWesPersonality.Sapporo => new Traits
        {
            BasePath = "",
            End = EndMark.Null,
            Filter = TagFilter.Tags,
            Logs = LogForm.Text,
            TasksRefused = 400,
            ChecksIds = true,
            IsSapporo = true,
            Group = "sapporo-wes",
            Name = "sapporo-service",
            WesVersion = "sapporo-wes-2.0.0",
        },
        LocalWesPersonality.Ngs360 => new Traits
        {
            PagesByOffset = true,
            Filter = TagFilter.Filters,
            Errors = ErrorForm.Detail,
            Logs = LogForm.Relative,
            NeedsProject = true,
            Name = "NGS360 WES API Service",
        },
        LocalWesPersonality.Toil => new Traits
        {
            ListsTags = false,
            ListName = "workflows",
            HasPages = false,
            TasksRefused = 404,
            Logs = LogForm.Relative,
            NeedsParameters = true,
            Name = "Toil WES",
            WesVersion = "1.0.0",
        },
        LocalWesPersonality.DnaStack => new Traits
        {
            End = EndMark.Absent,
            Filter = TagFilter.Tag,
            OneEngineVersion = true,
            UnknownRun = 400,
            Name = "DNAstack Workflow Execution Service",
        },
        _ => new Traits(),
    };
}
