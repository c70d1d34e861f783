using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>An Entity of a type that this version of the client does not know; every field is carried.</summary>
public sealed record OtherEntity : Entity
{
    /// <summary>Creates one of the server's type that is named.</summary>
    [JsonConstructor]
    public OtherEntity(string concreteType)
        : base(concreteType)
    {
    }
}
