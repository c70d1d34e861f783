namespace SageTasks.Testing.Synapse;

/// <summary>A message.</summary>
internal sealed record MessageToUser
{
    public string? Id { get; init; }

    public string? CreatedBy { get; init; }

    public string? FileHandleId { get; init; }

    public DateTimeOffset? CreatedOn { get; init; }

    public IReadOnlyList<string>? Recipients { get; init; }

    public string? Subject { get; init; }

    public string? InReplyTo { get; init; }

    public string? InReplyToRoot { get; init; }

    public string? NotificationUnsubscribeEndpoint { get; init; }

    public string? UserProfileSettingEndpoint { get; init; }

    public bool? WithUnsubscribeLink { get; init; }

    public bool? WithProfileSettingLink { get; init; }

    public bool? IsNotificationMessage { get; init; }

    public string? To { get; init; }

    public string? Cc { get; init; }

    public string? Bcc { get; init; }
}
