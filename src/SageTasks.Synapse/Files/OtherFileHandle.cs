using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>A FileHandle of a type that this version of the client does not know; every field is carried.</summary>
public sealed record OtherFileHandle : FileHandle
{
    /// <summary>Creates one of the server's type that is named.</summary>
    [JsonConstructor]
    public OtherFileHandle(string concreteType)
        : base(concreteType)
    {
    }
}
