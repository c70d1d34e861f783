using System.Text.RegularExpressions;

namespace SageTasks.Testing;

/// <summary>The pipeline secrets of workspaces and, in their personal ones, of users.</summary>
internal sealed partial class SecretRegistry(TowerWorld world)
{
    private const string Kind = "secret";

    private readonly Dictionary<long, SecretDocument> _secrets = [];

    public void Load(SecretDocument secret)
    {
        world.Took(secret.Id);
        _secrets[secret.Id] = secret;
    }

    public IReadOnlyList<SecretDocument> In(long workspace)
    {
        lock (world.Lock)
        {
            return [.. _secrets.Values.Where(s => s.Workspace == workspace).OrderBy(s => s.Name, StringComparer.Ordinal)];
        }
    }

    public SecretDocument Get(TowerWorkspace workspace, long id)
    {
        lock (world.Lock)
        {
            return _secrets.TryGetValue(id, out var secret) && secret.Workspace == workspace.Key ? secret : throw TowerAnswers.Forbidden();
        }
    }

    public string? ValueOf(long workspace, string name) => In(workspace).FirstOrDefault(s => s.Name == name)?.Value;

    public SecretDocument Save(SecretDocument secret)
    {
        lock (world.Lock)
        {
            world.Store.Begin().Set(Kind, secret.Id.Text(), secret, TowerJson.Default.SecretDocument).Commit();
            return _secrets[secret.Id] = secret;
        }
    }

    public void Delete(SecretDocument secret)
    {
        lock (world.Lock)
        {
            world.Store.Begin().Remove(Kind, secret.Id.Text()).Commit();
            _secrets.Remove(secret.Id);
        }
    }

    public static bool IsName(string? name) => name is not null && Name().IsMatch(name);

    [GeneratedRegex("^[a-zA-Z_][a-zA-Z0-9_]{1,49}$", RegexOptions.None, 30_000)]
    private static partial Regex Name();
}
