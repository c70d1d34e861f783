using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using SageTasks.Http;

namespace SageTasks.Tes;

/// <summary>A task: what to run, on what, and, as the server shows it, what became of it.</summary>
public sealed record TesTask
{
    /// <summary>The server's id of the task; not sent.</summary>
    public string? Id { get; init; }

    /// <summary>Where the task stands; not sent.</summary>
    public TesState? State { get; init; }

    /// <summary>A name for people.</summary>
    public string? Name { get => Details.Name; init => Details = Details with { Name = value }; }

    /// <summary>A description for people. Some workflow engines keep their bookkeeping here.</summary>
    public string? Description { get => Details.Description; init => Details = Details with { Description = value }; }

    /// <summary>What is put into the container before the first executor.</summary>
    [AllowNull]
    public IReadOnlyList<TesInput> Inputs { get => Details.Inputs; init => Details = Details with { Inputs = value is { Count: > 0 } ? value : [] }; }

    /// <summary>What is taken out of the container after the last executor.</summary>
    [AllowNull]
    public IReadOnlyList<TesOutput> Outputs { get => Details.Outputs; init => Details = Details with { Outputs = value is { Count: > 0 } ? value : [] }; }

    /// <summary>What the task needs to run.</summary>
    public TesResources? Resources { get => Details.Resources; init => Details = Details with { Resources = value }; }

    /// <summary>What runs, one after the other, until one fails. TES-Azure runs the first one only.</summary>
    [AllowNull]
    public IReadOnlyList<TesExecutor> Executors { get => Details.Executors; init => Details = Details with { Executors = value is { Count: > 0 } ? value : [] }; }

    /// <summary>Absolute paths in the container that the executors share and that are neither inputs nor outputs.</summary>
    [AllowNull]
    public IReadOnlyList<string> Volumes { get => Details.Volumes; init => Details = Details with { Volumes = value is { Count: > 0 } ? value : [] }; }

    /// <summary>Key and value pairs to find the task by. Several servers cannot search for a key with a dot in it.</summary>
    [AllowNull]
    public IReadOnlyDictionary<string, string> Tags { get => Details.Tags; init => Details = Details with { Tags = value is { Count: > 0 } ? value : TolerantMap.Empty }; }

    /// <summary>What happened, one entry for each time that the server tried; not sent. The last entry is the one that counts.</summary>
    [AllowNull]
    public IReadOnlyList<TesTaskLog> Logs { get => Details.Logs; init => Details = Details with { Logs = value is { Count: > 0 } ? value : [] }; }

    /// <summary>When the server took the task in; not sent.</summary>
    public DateTimeOffset? CreationTime { get => Details.CreationTime; init => Details = Details with { CreationTime = value }; }

    /// <summary>All but id and state. Shared by copies of a task, and replaced where one of them differs.</summary>
    internal TaskDetails Details { get; init; } = TaskDetails.None;

    /// <summary>Reads a task from JSON as TES writes it, by any server or client. An empty text or list, an amount of 0 and a false that is the
    /// default anyway, with which some servers fill in what was not given, are not given; of url and content the content counts.</summary>
    /// <exception cref="FormatException">The text is no task.</exception>
    public static TesTask FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            return Unset.LeaveOut(JsonSerializer.Deserialize(json, TesWire.Task) ?? throw new JsonException("It is null."));
        }
        catch (JsonException wrong)
        {
            throw new FormatException($"The text is no TES task: {Redaction.Text(wrong.Message)}", wrong);
        }
    }

    /// <summary>The task as JSON in TES's own form, with what is not given left out.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, TesWire.Task);

    /// <summary>What is sent to create it: nothing that the server sets, and the type of every input and output, which some servers insist on.</summary>
    internal TesTask ToRequest() => this with
    {
        Id = null,
        State = null,
        Logs = [],
        CreationTime = null,
        Inputs = [.. Inputs.Select(input => input with { Type = input.Type ?? TesFileType.File })],
        Outputs = [.. Outputs.Select(output => output with { Type = output.Type ?? TesFileType.File })],
    };
}
