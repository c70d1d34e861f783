using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>An UploadDestination of a type that this version of the client does not know; every field is carried.</summary>
public sealed record OtherUploadDestination : UploadDestination
{
    /// <summary>Creates one of the server's type that is named.</summary>
    [JsonConstructor]
    public OtherUploadDestination(string concreteType)
        : base(concreteType)
    {
    }
}
