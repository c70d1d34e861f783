using System.Text.Json.Nodes;

namespace SageTasks.Testing;

/// <summary>All compute environments. Whatever platform they name, work runs on this machine.</summary>
internal sealed class ComputeEnvRegistry(TowerWorld world)
{
    public const string Available = "AVAILABLE";
    private const string Kind = "compute-env";

    private readonly Dictionary<string, ComputeEnvDocument> _environments = new(StringComparer.Ordinal);

    public void Load(ComputeEnvDocument environment) => _environments[environment.Id] = environment;

    public IReadOnlyList<ComputeEnvDocument> In(long workspace)
    {
        lock (world.Lock)
        {
            return [.. _environments.Values.Where(e => e.Workspace == workspace).OrderBy(e => e.DateCreated)];
        }
    }

    public ComputeEnvDocument? Find(long workspace, string id)
    {
        lock (world.Lock)
        {
            return _environments.TryGetValue(id, out var found) && found.Workspace == workspace ? found : null;
        }
    }

    public ComputeEnvDocument Get(TowerWorkspace workspace, string id) => Find(workspace.Key, id) ?? throw TowerAnswers.Forbidden();

    public ComputeEnvDocument? Primary(long workspace) => In(workspace).FirstOrDefault(e => e.Primary && e.Status == Available);

    public ComputeEnvDocument Save(ComputeEnvDocument environment)
    {
        lock (world.Lock)
        {
            world.Store.Begin().Set(Kind, environment.Id, environment, TowerJson.Default.ComputeEnvDocument).Commit();
            return _environments[environment.Id] = environment;
        }
    }

    public void SetPrimary(ComputeEnvDocument environment)
    {
        lock (world.Lock)
        {
            foreach (var other in In(environment.Workspace).Where(e => e.Primary && e.Id != environment.Id))
            {
                Save(other with { Primary = false });
            }

            Save(environment with { Primary = true });
        }
    }

    public void Delete(ComputeEnvDocument environment)
    {
        lock (world.Lock)
        {
            world.Store.Begin().Remove(Kind, environment.Id).Commit();
            _environments.Remove(environment.Id);
        }
    }

    /// <summary>The environment that every workspace has from the start.</summary>
    public void Seed(TowerWorkspace workspace)
    {
        if (In(workspace.Key).Count > 0)
        {
            return;
        }

        Save(new ComputeEnvDocument
        {
            Id = TowerIds.Long(),
            Workspace = workspace.Key,
            Name = "local",
            Platform = "local-platform",
            Status = Available,
            WorkDir = Path.Combine(world.Folder.Path, "work"),
            Primary = true,
            DateCreated = world.Clock.Shown,
        });
    }

    /// <summary>The whole environment, as in a description and inside a launch.</summary>
    public static JsonObject Json(ComputeEnvDocument environment, TowerWorkspace workspace) => new()
    {
        ["id"] = environment.Id,
        ["name"] = environment.Name,
        ["description"] = environment.Description,
        ["platform"] = environment.Platform,
        ["config"] = new JsonObject
        {
            ["discriminator"] = environment.Platform,
            ["workDir"] = environment.WorkDir,
            ["preRunScript"] = environment.PreRunScript,
            ["postRunScript"] = environment.PostRunScript,
            ["nextflowConfig"] = environment.NextflowConfig,
            ["environment"] = null,
        },
        ["dateCreated"] = TowerAnswers.Date(environment.DateCreated),
        ["lastUpdated"] = TowerAnswers.Date(environment.DateCreated),
        ["lastUsed"] = TowerAnswers.Date(environment.LastUsed),
        ["deleted"] = null,
        ["status"] = environment.Status,
        ["message"] = null,
        ["primary"] = environment.Primary ? true : null,
        ["credentialsId"] = environment.CredentialsId,
        ["orgId"] = workspace.OrgId,
        ["workspaceId"] = workspace.Id,
    };
}
