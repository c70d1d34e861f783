using System.Text.Json;
using System.Text.Json.Serialization;
using SageTasks.Http;
using static SageTasks.Tower.Wire;

namespace SageTasks.Tower;

/// <summary>Every type that goes over the wire, for source-generated serialisation. Nulls are left out: Tower validates a nested null
/// and drops a top-level one. Names count with their case: looking for each unknown one in every spelling would double the cost of a list.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    PropertyNameCaseInsensitive = false,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    Converters =
    [
        typeof(TolerantDateTimeOffsetConverter),
        typeof(TolerantNullableDateTimeOffsetConverter),
        typeof(WorkflowItemConverter),
        typeof(WorkflowRowConverter),
    ])]
[JsonSerializable(typeof(ServiceInfoAnswer))]
[JsonSerializable(typeof(UserInfo))]
[JsonSerializable(typeof(WorkspaceEntriesAnswer))]
[JsonSerializable(typeof(OrganizationsAnswer))]
[JsonSerializable(typeof(WorkspacesAnswer))]
[JsonSerializable(typeof(WorkspaceAnswer))]
[JsonSerializable(typeof(QuotasAnswer))]
[JsonSerializable(typeof(ComputeEnvsAnswer))]
[JsonSerializable(typeof(ComputeEnvAnswer))]
[JsonSerializable(typeof(LabelPage))]
[JsonSerializable(typeof(Label))]
[JsonSerializable(typeof(CreateLabelRequest))]
[JsonSerializable(typeof(RunLabelsRequest))]
[JsonSerializable(typeof(PipelinePage))]
[JsonSerializable(typeof(PipelineVersionPage))]
[JsonSerializable(typeof(PipelineAnswer))]
[JsonSerializable(typeof(PipelineSchemaText))]
[JsonSerializable(typeof(PipelineInfoAnswer))]
[JsonSerializable(typeof(LaunchRequestBody))]
[JsonSerializable(typeof(LaunchAnswer))]
[JsonSerializable(typeof(LaunchedAnswer))]
[JsonSerializable(typeof(WorkflowPage))]
[JsonSerializable(typeof(WorkflowDetails))]
[JsonSerializable(typeof(ProgressAnswer))]
[JsonSerializable(typeof(MetricsAnswer))]
[JsonSerializable(typeof(TasksAnswer))]
[JsonSerializable(typeof(TaskAnswer))]
[JsonSerializable(typeof(LogAnswer))]
[JsonSerializable(typeof(NameAnswer))]
[JsonSerializable(typeof(EmptyBody))]
[JsonSerializable(typeof(DeleteRunsRequest))]
[JsonSerializable(typeof(DeleteRunsAnswer))]
[JsonSerializable(typeof(DatasetPage))]
[JsonSerializable(typeof(DatasetAnswer))]
[JsonSerializable(typeof(DatasetVersionPage))]
[JsonSerializable(typeof(DatasetVersionAnswer))]
[JsonSerializable(typeof(CreateDatasetRequest))]
[JsonSerializable(typeof(SecretsAnswer))]
[JsonSerializable(typeof(SecretRequest))]
[JsonSerializable(typeof(SecretCreatedAnswer))]
[JsonSerializable(typeof(DataLinkPage))]
[JsonSerializable(typeof(DataLinkContent))]
[JsonSerializable(typeof(DataLinkUrlAnswer))]
[JsonSerializable(typeof(ActionsAnswer))]
[JsonSerializable(typeof(ActionAnswer))]
[JsonSerializable(typeof(ActionLaunchRequest))]
internal sealed partial class TowerJson : JsonSerializerContext;
