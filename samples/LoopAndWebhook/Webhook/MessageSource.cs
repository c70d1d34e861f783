namespace LoopAndWebhook.Webhook;

/// <summary>Who sends a message.</summary>
internal enum MessageSource
{
    Synapse,
    S3,
}
