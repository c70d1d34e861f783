namespace SageTasks.Testing.Synapse;

/// <summary>A kind of entity: its class on the wire and its name in lists.</summary>
internal sealed record EntityKind(string ConcreteType, string Type, bool IsVersionable, bool IsTable)
{
    private const string Model = "org.sagebionetworks.repo.model.";

    public static readonly EntityKind Project = Plain("Project", "project");
    public static readonly EntityKind Folder = Plain("Folder", "folder");
    public static readonly EntityKind File = new(Model + "FileEntity", "file", IsVersionable: true, IsTable: false);
    public static readonly EntityKind Link = Plain("Link", "link");
    public static readonly EntityKind Docker = Plain("docker.DockerRepository", "dockerrepo");
    public static readonly EntityKind Table = Tabular("TableEntity", "table");
    public static readonly EntityKind EntityView = Tabular("EntityView", "entityview");
    public static readonly EntityKind SubmissionView = Tabular("SubmissionView", "submissionview");
    public static readonly EntityKind Dataset = Tabular("Dataset", "dataset");
    public static readonly EntityKind DatasetCollection = Tabular("DatasetCollection", "datasetcollection");
    public static readonly EntityKind MaterializedView = Tabular("MaterializedView", "materializedview");
    public static readonly EntityKind VirtualTable = Tabular("VirtualTable", "virtualtable");

    private static readonly EntityKind[] All =
    [
        Project, Folder, File, Link, Docker, Table, EntityView, SubmissionView, Dataset, DatasetCollection, MaterializedView, VirtualTable,
    ];

    public bool IsContainer => this == Project || this == Folder;

    public static EntityKind Of(string? concreteType) => Array.Find(All, k => k.ConcreteType == concreteType)
        ?? throw SynapseError.Invalid(concreteType is null ? "Entity concreteType is required." : $"Unknown entity type: {concreteType}");

    public static EntityKind Named(string type) => Array.Find(All, k => k.Type == type)
        ?? throw SynapseError.Invalid($"Unknown entity type: {type}");

    private static EntityKind Plain(string name, string type) => new(Model + name, type, IsVersionable: false, IsTable: false);

    private static EntityKind Tabular(string name, string type) => new(Model + "table." + name, type, IsVersionable: true, IsTable: true);
}
