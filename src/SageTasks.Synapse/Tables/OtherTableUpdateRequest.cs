using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>A TableUpdateRequest of a type that this version of the client does not know; every field is carried.</summary>
public sealed record OtherTableUpdateRequest : TableUpdateRequest
{
    /// <summary>Creates one of the server's type that is named.</summary>
    [JsonConstructor]
    public OtherTableUpdateRequest(string concreteType)
        : base(concreteType)
    {
    }
}
