using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Synapse;

/// <summary>The kind of an entity, in look-ups and lists. A value that this version does not know is carried as it is.</summary>
/// <param name="Value">The server's own word.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<EntityType>))]
public readonly record struct EntityType(string Value) : IOpenEnum<EntityType>
{
    /// <summary>A project.</summary>
    public static EntityType Project => new("project");

    /// <summary>A folder.</summary>
    public static EntityType Folder => new("folder");

    /// <summary>A file.</summary>
    public static EntityType File => new("file");

    /// <summary>A table.</summary>
    public static EntityType Table => new("table");

    /// <summary>A link.</summary>
    public static EntityType Link => new("link");

    /// <summary>A view of entities.</summary>
    public static EntityType EntityView => new("entityview");

    /// <summary>A Docker repository.</summary>
    public static EntityType DockerRepository => new("dockerrepo");

    /// <summary>A view of submissions.</summary>
    public static EntityType SubmissionView => new("submissionview");

    /// <summary>A dataset.</summary>
    public static EntityType Dataset => new("dataset");

    /// <summary>A collection of datasets.</summary>
    public static EntityType DatasetCollection => new("datasetcollection");

    /// <summary>A materialised view.</summary>
    public static EntityType MaterializedView => new("materializedview");

    /// <summary>A virtual table.</summary>
    public static EntityType VirtualTable => new("virtualtable");

    /// <summary>The server's own word.</summary>
    public override string ToString() => Value ?? "";

    /// <summary>Every kind that this version knows.</summary>
    internal static IReadOnlyList<EntityType> All { get; } =
    [
        Project, Folder, File, Table, Link, EntityView, DockerRepository, SubmissionView, Dataset, DatasetCollection, MaterializedView, VirtualTable,
    ];

    static EntityType IOpenEnum<EntityType>.Create(string value) => new(value);
}
