using System.Text.Json;
using System.Text.Json.Serialization;

namespace SageTasks.Testing;

/// <summary>The serializer of the local Tower's requests and stored documents.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.Strict, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SubmitLaunchRequest))]
[JsonSerializable(typeof(RunDocument))]
[JsonSerializable(typeof(RunCommit))]
[JsonSerializable(typeof(StatusCommit))]
[JsonSerializable(typeof(TaskDocument[]))]
[JsonSerializable(typeof(ComputeEnvDocument))]
[JsonSerializable(typeof(PipelineDocument))]
[JsonSerializable(typeof(CreatePipelineRequest))]
[JsonSerializable(typeof(LabelDocument))]
[JsonSerializable(typeof(CreateLabelRequest))]
[JsonSerializable(typeof(AssociateLabelsRequest))]
[JsonSerializable(typeof(DatasetDocument))]
[JsonSerializable(typeof(DatasetCommit))]
[JsonSerializable(typeof(CreateDatasetRequest))]
[JsonSerializable(typeof(IdsRequest))]
[JsonSerializable(typeof(SecretDocument))]
[JsonSerializable(typeof(SecretRequest))]
[JsonSerializable(typeof(ActionDocument))]
[JsonSerializable(typeof(CreateActionRequest))]
[JsonSerializable(typeof(DataLinkDocument))]
[JsonSerializable(typeof(CreateDataLinkRequest))]
internal sealed partial class TowerJson : JsonSerializerContext;
