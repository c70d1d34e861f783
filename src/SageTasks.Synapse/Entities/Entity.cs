using System.Text.Json;
using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>Anything that has a <c>syn</c> id: a project, folder, file, table or view.</summary>
[JsonConverter(typeof(ConcreteTypeConverter<Entity>))]
public abstract record Entity : IConcreteType
{
    private protected Entity(string concreteType) => ConcreteType = concreteType;

    /// <summary>The server's name of the type, which travels with the object as <c>concreteType</c>.</summary>
    [JsonPropertyName("concreteType")]
    public string ConcreteType { get; }

    /// <summary>The id, such as <c>syn123</c>; null before the entity is created.</summary>
    public string? Id { get; init; }

    /// <summary>The name, unique under its parent; see <see cref="SynapseName"/> for what the server accepts.</summary>
    public string? Name { get; init; }

    /// <summary>The id of the container: a project or folder (for a project, the root).</summary>
    public string? ParentId { get; init; }

    /// <summary>A short description.</summary>
    public string? Description { get; init; }

    /// <summary>Changes with every update; an update must carry the current one.</summary>
    public string? Etag { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreatedOn { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? ModifiedOn { get; init; }

    /// <summary>Principal id of the creator.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>Principal id of who changed it last.</summary>
    public string? ModifiedBy { get; init; }

    /// <summary>Fields that this version of the client does not know; kept so that writing the object back loses nothing.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? OtherFields { get; set; }

    static Type IConcreteType.TypeFor(string concreteType) => concreteType switch
    {
        Project.TypeName => typeof(Project),
        Folder.TypeName => typeof(Folder),
        FileEntity.TypeName => typeof(FileEntity),
        Link.TypeName => typeof(Link),
        TableEntity.TypeName => typeof(TableEntity),
        EntityView.TypeName => typeof(EntityView),
        SubmissionView.TypeName => typeof(SubmissionView),
        MaterializedView.TypeName => typeof(MaterializedView),
        VirtualTable.TypeName => typeof(VirtualTable),
        Dataset.TypeName => typeof(Dataset),
        _ => typeof(OtherEntity),
    };
}
