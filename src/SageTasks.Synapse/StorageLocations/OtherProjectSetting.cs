using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>A ProjectSetting of a type that this version of the client does not know; every field is carried.</summary>
public sealed record OtherProjectSetting : ProjectSetting
{
    /// <summary>Creates one of the server's type that is named.</summary>
    [JsonConstructor]
    public OtherProjectSetting(string concreteType)
        : base(concreteType)
    {
    }
}
