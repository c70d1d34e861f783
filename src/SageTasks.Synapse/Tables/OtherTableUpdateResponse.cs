using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>A TableUpdateResponse of a type that this version of the client does not know; every field is carried.</summary>
public sealed record OtherTableUpdateResponse : TableUpdateResponse
{
    /// <summary>Creates one of the server's type that is named.</summary>
    [JsonConstructor]
    public OtherTableUpdateResponse(string concreteType)
        : base(concreteType)
    {
    }
}
