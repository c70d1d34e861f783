namespace SageTasks.Testing.Synapse;

/// <summary>Where uploads go: the storage locations, and which of them a project or folder uses.</summary>
internal sealed class Destinations(SynapseStore store, NodeTree tree, Access access)
{
    public const long DefaultId = 1;
    public const string DefaultBucket = "localsynapse.data";

    private const string Settings = "org.sagebionetworks.repo.model.project.";
    private const string Files = "org.sagebionetworks.repo.model.file.";

    private static readonly StorageLocationSetting Default = new()
    {
        ConcreteType = Settings + "S3StorageLocationSetting",
        StorageLocationId = DefaultId,
        UploadType = "S3",
        Description = "Synapse Storage",
        StsEnabled = false,
    };

    public StorageLocationSetting Location(long id) => id == DefaultId
        ? Default
        : store.StorageLocations.Find(id) ?? throw SynapseError.NotFound($"Storage location with id {id} does not exist.");

    public StorageLocationSetting Create(Caller caller, StorageLocationSetting request)
    {
        caller.Known("create storage locations");
        var type = request.ConcreteType?[(request.ConcreteType.LastIndexOf('.') + 1)..];
        if (type is "ExternalS3StorageLocationSetting" or "ExternalGoogleCloudStorageLocationSetting" or "ExternalObjectStorageLocationSetting" && request.Bucket is null)
        {
            throw SynapseError.Invalid($"{type}.bucket is required.");
        }

        var location = request with
        {
            StorageLocationId = store.NextId("storageLocation", 30001),
            UploadType = request.UploadType ?? UploadTypeOf(type),
            CreatedBy = caller.Id,
            CreatedOn = store.Now,
            Etag = SynapseStore.NewEtag(),
        };
        store.StorageLocations.Put(location.StorageLocationId!.Value, location);
        store.Record("storageLocation.created", SynId.Number(location.StorageLocationId.Value), location, SynapseJson.Default.StorageLocationSetting);
        return location;
    }

    public StorageLocationSetting Get(Caller caller, long id)
    {
        var location = Location(id);
        return location.CreatedBy is null || location.CreatedBy == caller.Id
            ? location
            : throw SynapseError.Forbidden("Only the creator of a storage location can read it.");
    }

    public ListWrapper<StorageLocationSetting> Of(Caller caller) => new()
    {
        ConcreteType = Settings + "StorageLocationSetting",
        List = [.. store.StorageLocations.All.Where(l => l.CreatedBy == caller.Id).OrderBy(l => l.StorageLocationId)],
    };

    public UploadDestination ForEntity(Caller caller, string entityId, long? locationId = null)
    {
        var ids = LocationIds(access.Require(caller, entityId, "READ"));
        return ToDestination(locationId ?? ids[0]);
    }

    public ListWrapper<UploadDestination> AllForEntity(Caller caller, string entityId) =>
        new() { ConcreteType = Files + "UploadDestination", List = [.. LocationIds(access.Require(caller, entityId, "READ")).Select(ToDestination)] };

    public ListWrapper<UploadDestinationLocation> LocationsForEntity(Caller caller, string entityId) => new()
    {
        ConcreteType = Files + "UploadDestinationLocation",
        List = [.. LocationIds(access.Require(caller, entityId, "READ")).Select(Location).Select(l => new UploadDestinationLocation
        {
            StorageLocationId = l.StorageLocationId,
            Description = l.Description,
            UploadType = l.UploadType,
        })],
    };

    public ProjectSetting CreateSetting(Caller caller, ProjectSetting request)
    {
        var node = access.Require(caller, request.ProjectId, "CREATE");
        if (SettingOf(node) is not null)
        {
            throw SynapseError.Conflict($"A project setting of type 'upload' for project {request.ProjectId} already exists.");
        }

        var setting = Checked(request) with { Id = SynId.Number(store.NextId("projectSetting", 40001)), ProjectId = SynId.Text(node.Id), Etag = SynapseStore.NewEtag() };
        store.ProjectSettings.Put(setting.Id!, setting);
        return setting;
    }

    public void UpdateSetting(Caller caller, ProjectSetting request)
    {
        var current = store.ProjectSettings.Find(request.Id ?? "") ?? throw SynapseError.NotFound("The project setting does not exist.");
        access.Require(caller, current.ProjectId, "UPDATE");
        if (request.Etag != current.Etag)
        {
            throw SynapseError.Stale(current.Id!);
        }

        store.ProjectSettings.Put(current.Id!, Checked(request) with { Id = current.Id, ProjectId = current.ProjectId, Etag = SynapseStore.NewEtag() });
    }

    public ProjectSetting GetSetting(Caller caller, string id)
    {
        var setting = store.ProjectSettings.Find(id) ?? throw SynapseError.NotFound($"Project setting {id} does not exist.");
        access.Require(caller, setting.ProjectId, "READ");
        return setting;
    }

    /// <summary>The setting of this very container; null when it has none.</summary>
    public ProjectSetting? FindSetting(Caller caller, string projectId) => SettingOf(access.Require(caller, projectId, "READ"));

    public void DeleteSetting(Caller caller, string id)
    {
        access.Require(caller, GetSetting(caller, id).ProjectId, "DELETE");
        store.ProjectSettings.Remove(id);
    }

    public StsCredentials Sts(Caller caller, string entityId, string permission)
    {
        var node = access.Require(caller, entityId, "DOWNLOAD");
        var location = Location(LocationIds(node)[0]);
        if (permission is not ("read_only" or "read_write"))
        {
            throw SynapseError.Invalid($"Unknown permission: {permission}");
        }

        if (location.StsEnabled != true)
        {
            throw SynapseError.Invalid("Entity does not have an STS-enabled storage location");
        }

        if (permission == "read_write" && location.Bucket is null)
        {
            throw SynapseError.Invalid("STS write access is not allowed in Synapse storage");
        }

        if (permission == "read_write")
        {
            access.Require(caller, node, "UPDATE");
        }

        return new StsCredentials
        {
            Bucket = location.Bucket ?? DefaultBucket,
            BaseKey = location.BaseKey,
            AccessKeyId = "ASIALOCALSYNAPSE",
            SecretAccessKey = SynapseStore.NewEtag(),
            SessionToken = SynapseStore.NewEtag(),
            Expiration = store.Now.AddHours(12),
        };
    }

    private ProjectSetting Checked(ProjectSetting request)
    {
        if (request.Locations is not { Count: > 0 and <= 10 })
        {
            throw SynapseError.Invalid("UploadDestinationListSetting.locations must hold 1 to 10 storage locations.");
        }

        foreach (var id in request.Locations)
        {
            Location(id);
        }

        return request with { ConcreteType = Settings + "UploadDestinationListSetting", SettingsType = "upload" };
    }

    private IReadOnlyList<long> LocationIds(Node node) => Nearest(node)?.Locations ?? [DefaultId];

    private ProjectSetting? Nearest(Node node) => tree.Upwards(node).Select(SettingOf).FirstOrDefault(s => s is not null);

    private ProjectSetting? SettingOf(Node node) => store.ProjectSettings.All.FirstOrDefault(s => s.ProjectId == SynId.Text(node.Id));

    private UploadDestination ToDestination(long locationId)
    {
        var location = Location(locationId);
        var type = location.ConcreteType![Settings.Length..].Replace("StorageLocationSetting", "UploadDestination", StringComparison.Ordinal);
        return new UploadDestination
        {
            ConcreteType = Files + (type switch
            {
                "ExternalObjectUploadDestination" => "ExternalObjectStoreUploadDestination",
                _ => type,
            }),
            StorageLocationId = location.StorageLocationId,
            UploadType = location.UploadType,
            Banner = location.Banner,
            BaseKey = location.BaseKey,
            StsEnabled = location.StsEnabled,
            Bucket = location.Bucket,
            EndpointUrl = location.EndpointUrl,
            Url = location.Url,
            KeyPrefixUUID = type == "ExternalObjectUploadDestination" ? Guid.NewGuid().ToString() : null,
        };
    }

    private static string UploadTypeOf(string? type) => type switch
    {
        "ExternalGoogleCloudStorageLocationSetting" => "GOOGLECLOUDSTORAGE",
        "ExternalStorageLocationSetting" => "HTTPS",
        "ProxyStorageLocationSettings" => "PROXYLOCAL",
        "S3StorageLocationSetting" or "ExternalS3StorageLocationSetting" or "ExternalObjectStorageLocationSetting" => "S3",
        _ => throw SynapseError.Invalid($"Unknown storage location type: {type}"),
    };
}
