using System.Text.Json.Serialization;

namespace SageTasks.Testing.Cavatica;

/// <summary>The serializer of the local Cavatica's stored documents.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(UserDocument))]
[JsonSerializable(typeof(BillingGroupDocument))]
[JsonSerializable(typeof(ProjectDocument))]
[JsonSerializable(typeof(ProjectCommit))]
[JsonSerializable(typeof(AppDocument))]
[JsonSerializable(typeof(AppCommit))]
[JsonSerializable(typeof(FileDocument))]
[JsonSerializable(typeof(FileCommit))]
[JsonSerializable(typeof(UploadDocument))]
[JsonSerializable(typeof(SigningKey))]
[JsonSerializable(typeof(PortDocument))]
[JsonSerializable(typeof(VolumeDocument))]
[JsonSerializable(typeof(JobDocument))]
[JsonSerializable(typeof(JobCommit))]
[JsonSerializable(typeof(MarkerDocument))]
[JsonSerializable(typeof(AutomationDocument))]
[JsonSerializable(typeof(SbgTask))]
[JsonSerializable(typeof(TaskCommit))]
[JsonSerializable(typeof(StatusCommit))]
internal sealed partial class CavaticaJson : JsonSerializerContext;
