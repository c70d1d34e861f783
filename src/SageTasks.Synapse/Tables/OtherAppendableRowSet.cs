using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>An AppendableRowSet of a type that this version of the client does not know; every field is carried.</summary>
public sealed record OtherAppendableRowSet : AppendableRowSet
{
    /// <summary>Creates one of the server's type that is named.</summary>
    [JsonConstructor]
    public OtherAppendableRowSet(string concreteType)
        : base(concreteType)
    {
    }
}
