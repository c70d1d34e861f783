using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Synapse.Tests.Wire;

/// <summary>Every record and enumeration that goes over the wire, and the server's name of it.</summary>
internal static class WireTypes
{
    private const string Model = "org.sagebionetworks.repo.model.";

    private const string Evaluations = "org.sagebionetworks.evaluation.model.";

    // A type that has a concreteType is known by that.
    private static readonly Dictionary<Type, string> Schemas = new()
    {
        [typeof(AccessControlList)] = Model + "AccessControlList",
        [typeof(AccessTokenPage)] = Model + "auth.AccessTokenRecordList",
        [typeof(AccessTokenRecord)] = Model + "auth.AccessTokenRecord",
        [typeof(Activity)] = Model + "provenance.Activity",
        [typeof(AddPartResult)] = Model + "file.AddPartResponse",
        [typeof(AnnotationValue)] = Model + "annotation.v2.AnnotationsValue",
        [typeof(SageTasks.Synapse.Annotations)] = Model + "annotation.v2.Annotations",
        [typeof(AsyncJobId)] = Model + "asynch.AsyncJobId",
        [typeof(AsyncJobStatus)] = Model + "asynch.AsynchronousJobStatus",
        [typeof(BatchUploadResult)] = Evaluations + "BatchUploadResponse",
        [typeof(ColumnChange)] = Model + "table.ColumnChange",
        [typeof(CsvPreview)] = Model + "table.UploadToTablePreviewResult",
        [typeof(CsvTableDescriptor)] = Model + "table.CsvTableDescriptor",
        [typeof(DownloadFromTableResult)] = Model + "table.DownloadFromTableResult",
        [typeof(EntityBundle)] = Model + "entitybundle.v2.EntityBundle",
        [typeof(EntityBundleRequest)] = Model + "entitybundle.v2.EntityBundleRequest",
        [typeof(EntityChildrenPage)] = Model + "EntityChildrenResponse",
        [typeof(EntityChildrenRequest)] = Model + "EntityChildrenRequest",
        [typeof(EntityHeader)] = Model + "EntityHeader",
        [typeof(EntityId)] = Model + "EntityId",
        [typeof(EntityLookupRequest)] = Model + "entity.EntityLookupRequest",
        [typeof(EntityPath)] = Model + "EntityPath",
        [typeof(EntityPermissions)] = Model + "auth.UserEntityPermissions",
        [typeof(EntityReference)] = Model + "Reference",
        [typeof(EntityUpdateResult)] = Model + "table.EntityUpdateResult",
        [typeof(EntityVersion)] = Model + "EntityRef",
        [typeof(Evaluation)] = Evaluations + "Evaluation",
        [typeof(EvaluationSubmission)] = Evaluations + "Submission",
        [typeof(FileAssociation)] = Model + "file.FileHandleAssociation",
        [typeof(FileBatchRequest)] = Model + "file.BatchFileRequest",
        [typeof(FileBatchResult)] = Model + "file.BatchFileResult",
        [typeof(FileResult)] = Model + "file.FileResult",
        [typeof(MultipartUploadStatus)] = Model + "file.MultipartUploadStatus",
        [typeof(PaginatedColumnModels)] = Model + "table.PaginatedColumnModels",
        [typeof(PartUrl)] = Model + "file.PartPresignedUrl",
        [typeof(PartUrlPage)] = Model + "file.BatchPresignedUploadUrlResponse",
        [typeof(PartUrlRequest)] = Model + "file.BatchPresignedUploadUrlRequest",
        [typeof(PartialRow)] = Model + "table.PartialRow",
        [typeof(QueryResult)] = Model + "table.QueryResult",
        [typeof(QueryResultBundle)] = Model + "table.QueryResultBundle",
        [typeof(ResourceAccess)] = Model + "ResourceAccess",
        [typeof(RestrictionInformation)] = Model + "RestrictionInformationResponse",
        [typeof(Row)] = Model + "table.Row",
        [typeof(RowReference)] = Model + "table.RowReference",
        [typeof(RowReferenceSet)] = Model + "table.RowReferenceSet",
        [typeof(RowSelection)] = Model + "table.RowSelection",
        [typeof(SelectColumn)] = Model + "table.SelectColumn",
        [typeof(SnapshotRequest)] = Model + "table.SnapshotRequest",
        [typeof(SnapshotResult)] = Model + "table.SnapshotResponse",
        [typeof(SortItem)] = Model + "table.SortItem",
        [typeof(StsCredentials)] = Model + "sts.StsCredentials",
        [typeof(SubmissionContributor)] = Evaluations + "SubmissionContributor",
        [typeof(SubmissionBundle)] = Evaluations + "SubmissionBundle",
        [typeof(SubmissionStatus)] = Evaluations + "SubmissionStatus",
        [typeof(SubmissionStatusBatch)] = Evaluations + "SubmissionStatusBatch",
        [typeof(SumFileSizes)] = Model + "table.SumFileSizes",
        [typeof(SynapseVersion)] = Model + "versionInfo.SynapseVersionInfo",
        [typeof(TableBundle)] = Model + "table.TableBundle",
        [typeof(TableQuery)] = Model + "table.Query",
        [typeof(TableTransactionResult)] = Model + "table.TableUpdateTransactionResponse",
        [typeof(UploadDestinationLocation)] = Model + "file.UploadDestinationLocation",
        [typeof(UserIdList)] = Model + "IdList",
        [typeof(UserProfile)] = Model + "UserProfile",
        [typeof(VersionInfo)] = Model + "VersionInfo",
        [typeof(ViewColumnsPage)] = Model + "table.ViewColumnModelResponse",
        [typeof(ViewScope)] = Model + "table.ViewScope",
    };

    /// <summary>Types that the server describes in words alone.</summary>
    public static readonly Dictionary<Type, string> WithoutSchema = new()
    {
        [typeof(EntityReferenceList)] = "ReferenceList is not among the schemas that are at hand",
        [typeof(PartialCell)] = "a pair of the 'tuplearraymap' that PartialRow.values is",
        [typeof(SynapseState)] = "StackStatus is not among the schemas that are at hand",
        [typeof(SynapseStatus)] = "StackStatus is not among the schemas that are at hand",
    };

    /// <summary>Everything that the serializer's context names or that hangs from it; containers are opened, families stand for their
    /// members.</summary>
    public static IReadOnlyList<Type> All { get; } = [.. Reach().OrderBy(type => type.Name, StringComparer.Ordinal)];

    public static IEnumerable<Type> Records => All.Where(type => !IsOpenEnum(type) && !type.IsAbstract && !IsUnknownMember(type));

    public static IEnumerable<Type> Enumerations => All.Where(IsOpenEnum);

    /// <summary>Whether it holds rows of a list, which are never sent.</summary>
    public static bool IsOnlyRead(Type type) =>
        type == typeof(EntityHeader) || (type.Assembly == typeof(SynapseClient).Assembly && !type.IsValueType
            && PropertiesOf(type).Any(property => IsOnlyRead(ItemOf(property.PropertyType) ?? property.PropertyType)));

    /// <summary>The id of the schema; null where there is none.</summary>
    public static string? SchemaOf(Type type) => Schemas.TryGetValue(type, out var id) ? id : ConcreteName(type);

    public static IEnumerable<PropertyInfo> PropertiesOf(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property =>
            property.GetCustomAttribute<JsonIgnoreAttribute>() is not { Condition: JsonIgnoreCondition.Always }
            && property.GetCustomAttribute<JsonExtensionDataAttribute>() is null);

    public static string WireName(PropertyInfo property) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    public static bool KeepsUnknownFields(Type type) =>
        type.GetProperties().Any(property => property.GetCustomAttribute<JsonExtensionDataAttribute>() is not null);

    public static bool IsOpenEnum(Type type) => type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IOpenEnum<>));

    public static Type? ItemOf(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;

    public static Type? ValueOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) ? type.GetGenericArguments()[1] : null;

    private static bool IsUnknownMember(Type type) => typeof(IConcreteType).IsAssignableFrom(type) && type.GetConstructor(Type.EmptyTypes) is null;

    private static string? ConcreteName(Type type) =>
        type.GetProperty("ConcreteType") is { } name && type.GetConstructor(Type.EmptyTypes) is not null ? (string?)name.GetValue(Activator.CreateInstance(type)) : null;

    private static HashSet<Type> Reach()
    {
        var found = new HashSet<Type>();
        foreach (var root in typeof(SynapseJson).GetCustomAttributesData().Where(data => data.AttributeType == typeof(JsonSerializableAttribute)))
        {
            Follow((Type)root.ConstructorArguments[0].Value!, found);
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
        else if (type.Assembly == typeof(SynapseClient).Assembly && type != typeof(SynapseId) && found.Add(type))
        {
            foreach (var property in PropertiesOf(type).Where(_ => !IsOpenEnum(type)))
            {
                Follow(property.PropertyType, found);
            }
        }
    }
}
