using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using SageTasks.Http;
using static SageTasks.Tower.Wire;

namespace SageTasks.Tower.Tests.Wire;

/// <summary>Every type that goes over the wire by itself, and the operation that takes or gives it.</summary>
internal static class WireTypes
{
    private const string Answer = "answer";

    private const string Body = "body";

    public static readonly (Type Type, string Part, string Method, string Path)[] Roots =
    [
        (typeof(ServiceInfoAnswer), Answer, "GET", "/service-info"),
        (typeof(UserInfo), Answer, "GET", "/user-info"),
        (typeof(WorkspaceEntriesAnswer), Answer, "GET", "/user/{userId}/workspaces"),
        (typeof(OrganizationsAnswer), Answer, "GET", "/orgs"),
        (typeof(WorkspacesAnswer), Answer, "GET", "/orgs/{orgId}/workspaces"),
        (typeof(WorkspaceAnswer), Answer, "GET", "/orgs/{orgId}/workspaces/{workspaceId}"),
        (typeof(QuotasAnswer), Answer, "GET", "/orgs/{orgId}/quotas"),
        (typeof(ComputeEnvsAnswer), Answer, "GET", "/compute-envs"),
        (typeof(ComputeEnvAnswer), Answer, "GET", "/compute-envs/{computeEnvId}"),
        (typeof(LabelPage), Answer, "GET", "/labels"),
        (typeof(Label), Answer, "POST", "/labels"),
        (typeof(CreateLabelRequest), Body, "POST", "/labels"),
        (typeof(RunLabelsRequest), Body, "POST", "/workflow/labels/apply"),
        (typeof(PipelinePage), Answer, "GET", "/pipelines"),
        (typeof(PipelineVersionPage), Answer, "GET", "/pipelines/{pipelineId}/versions"),
        (typeof(PipelineAnswer), Answer, "GET", "/pipelines/{pipelineId}"),
        (typeof(PipelineSchemaText), Answer, "GET", "/pipelines/{pipelineId}/schema"),
        (typeof(PipelineInfoAnswer), Answer, "GET", "/pipelines/info"),
        (typeof(LaunchRequestBody), Body, "POST", "/workflow/launch"),
        (typeof(LaunchAnswer), Answer, "GET", "/workflow/{workflowId}/launch"),
        (typeof(LaunchAnswer), Answer, "GET", "/pipelines/{pipelineId}/launch"),
        (typeof(LaunchedAnswer), Answer, "POST", "/workflow/launch"),
        (typeof(WorkflowPage), Answer, "GET", "/workflow"),
        (typeof(WorkflowDetails), Answer, "GET", "/workflow/{workflowId}"),
        (typeof(ProgressAnswer), Answer, "GET", "/workflow/{workflowId}/progress"),
        (typeof(MetricsAnswer), Answer, "GET", "/workflow/{workflowId}/metrics"),
        (typeof(TasksAnswer), Answer, "GET", "/workflow/{workflowId}/tasks"),
        (typeof(TaskAnswer), Answer, "GET", "/workflow/{workflowId}/task/{taskId}"),
        (typeof(LogAnswer), Answer, "GET", "/workflow/{workflowId}/log"),
        (typeof(NameAnswer), Answer, "GET", "/workflow/random-name"),
        (typeof(EmptyBody), Body, "POST", "/workflow/{workflowId}/cancel"),
        (typeof(DeleteRunsRequest), Body, "POST", "/workflow/delete"),
        (typeof(DeleteRunsAnswer), Answer, "POST", "/workflow/delete"),
        (typeof(DatasetPage), Answer, "GET", "/datasets"),
        (typeof(DatasetAnswer), Answer, "GET", "/datasets/{datasetId}/metadata"),
        (typeof(DatasetAnswer), Answer, "POST", "/datasets"),
        (typeof(DatasetVersionPage), Answer, "GET", "/datasets/{datasetId}/versions"),
        (typeof(DatasetVersionAnswer), Answer, "POST", "/datasets/{datasetId}/upload"),
        (typeof(CreateDatasetRequest), Body, "POST", "/datasets"),
        (typeof(SecretsAnswer), Answer, "GET", "/pipeline-secrets"),
        (typeof(SecretRequest), Body, "POST", "/pipeline-secrets"),
        (typeof(SecretCreatedAnswer), Answer, "POST", "/pipeline-secrets"),
        (typeof(DataLinkPage), Answer, "GET", "/data-links"),
        (typeof(DataLinkContent), Answer, "GET", "/data-links/{dataLinkId}/browse"),
        (typeof(DataLinkUrlAnswer), Answer, "GET", "/data-links/{dataLinkId}/generate-download-url"),
        (typeof(ActionsAnswer), Answer, "GET", "/actions"),
        (typeof(ActionAnswer), Answer, "GET", "/actions/{actionId}"),
        (typeof(ActionLaunchRequest), Body, "POST", "/actions/{actionId}/launch"),
    ];

    /// <summary>What the serializer's context names.</summary>
    public static IReadOnlyList<Type> OfContext { get; } =
    [
        .. typeof(TowerJson).GetCustomAttributesData().Where(data => data.AttributeType == typeof(JsonSerializableAttribute)).Select(data => (Type)data.ConstructorArguments[0].Value!),
    ];

    public static bool IsBody(string part) => part == Body;

    public static IEnumerable<PropertyInfo> PropertiesOf(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetCustomAttribute<JsonIgnoreAttribute>() is not { Condition: JsonIgnoreCondition.Always });

    public static string WireName(PropertyInfo property) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    public static bool IsOpenEnum(Type type) => type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IOpenEnum<>));

    /// <summary>Every record that can be in an answer.</summary>
    public static IReadOnlyList<Type> Answers { get; } = [.. Reach().OrderBy(type => type.Name, StringComparer.Ordinal)];

    private static HashSet<Type> Reach()
    {
        var found = new HashSet<Type>();
        foreach (var root in Roots.Where(root => root.Part == Answer))
        {
            Follow(root.Type, found);
        }

        return found;
    }

    private static void Follow(Type type, HashSet<Type> found)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsGenericType)
        {
            Array.ForEach(type.GetGenericArguments(), argument => Follow(argument, found));
        }
        else if (type.Assembly == typeof(TowerClient).Assembly && !type.IsValueType && found.Add(type))
        {
            foreach (var property in PropertiesOf(type))
            {
                Follow(property.PropertyType, found);
            }
        }
    }
}
