using System.Text.Json.Serialization;

namespace LoopAndWebhook.Webhook;

/// <summary>The JSON of the messages. What a sender adds is not read.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(S3Notification))]
[JsonSerializable(typeof(SynapseMessage))]
internal sealed partial class MessageJson : JsonSerializerContext;
