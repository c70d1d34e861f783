using System.Text.Json.Serialization;

namespace SageTasks.Storage;

/// <summary>What a write does about an object that is there already.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PutMode>))]
public enum PutMode
{
    /// <summary>Replaces it.</summary>
    Overwrite,

    /// <summary>Refuses: of several writers one wins, the others get a <see cref="DestinationExistsException"/>.</summary>
    CreateNew,

    /// <summary>Replaces only the version in <see cref="PutOptions.IfMatch"/>; any other, or none, is a <see cref="DestinationChangedException"/>.</summary>
    IfMatch,
}
