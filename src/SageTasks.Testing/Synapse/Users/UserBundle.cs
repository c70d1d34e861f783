using System.Text.Json.Serialization;

namespace SageTasks.Testing.Synapse;

/// <summary>The caller and their standing.</summary>
internal sealed record UserBundle
{
    public string? UserId { get; init; }

    public UserProfile? UserProfile { get; init; }

    public bool? IsCertified { get; init; }

    public bool? IsVerified { get; init; }

    [JsonPropertyName("isACTMember")]
    public bool? IsACTMember { get; init; }

    [JsonPropertyName("isARReviewer")]
    public bool? IsARReviewer { get; init; }
}
