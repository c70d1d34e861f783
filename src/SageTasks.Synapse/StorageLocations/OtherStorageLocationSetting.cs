using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>A StorageLocationSetting of a type that this version of the client does not know; every field is carried.</summary>
public sealed record OtherStorageLocationSetting : StorageLocationSetting
{
    /// <summary>Creates one of the server's type that is named.</summary>
    [JsonConstructor]
    public OtherStorageLocationSetting(string concreteType)
        : base(concreteType)
    {
    }
}
