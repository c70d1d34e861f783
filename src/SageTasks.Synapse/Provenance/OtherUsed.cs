using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>An Used of a type that this version of the client does not know; every field is carried.</summary>
public sealed record OtherUsed : Used
{
    /// <summary>Creates one of the server's type that is named.</summary>
    [JsonConstructor]
    public OtherUsed(string concreteType)
        : base(concreteType)
    {
    }
}
