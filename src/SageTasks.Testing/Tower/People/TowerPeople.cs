using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SageTasks.Testing;

/// <summary>Users with their tokens, organisations and workspaces. Their ids follow from their names, so that they need no storing.</summary>
internal sealed class TowerPeople
{
    private readonly ConcurrentDictionary<string, TowerCaller> _tokens = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<long, TowerWorkspace> _workspaces = new();

    public IEnumerable<TowerWorkspace> Workspaces => _workspaces.Values.Where(w => w.OrgId is not null).OrderBy(w => w.OrgName, StringComparer.Ordinal).ThenBy(w => w.Name, StringComparer.Ordinal);

    public TowerCaller AddUser(string name, TowerRole role, string token)
    {
        var user = new TowerCaller(IdOf($"user/{name}", 100_000), name, role);
        _tokens[token] = user;
        var personal = new TowerWorkspace(-user.Id, name, null, null);
        _workspaces.TryAdd(personal.Key, personal);
        return user;
    }

    public TowerWorkspace AddWorkspace(string organization, string name)
    {
        var workspace = new TowerWorkspace(IdOf($"workspace/{organization}/{name}", 1L << 47), name, IdOf($"org/{organization}", 1L << 47), organization);
        return _workspaces.GetOrAdd(workspace.Key, workspace);
    }

    public bool TryFindCaller(string? authorization, [NotNullWhen(true)] out TowerCaller? caller)
    {
        caller = null;
        return authorization is not null
            && authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            && _tokens.TryGetValue(authorization["Bearer ".Length..].Trim(), out caller);
    }

    public TowerWorkspace Personal(TowerCaller caller) => _workspaces[-caller.Id];

    public TowerWorkspace? Find(long id) => id > 0 && _workspaces.TryGetValue(id, out var workspace) ? workspace : null;

    public TowerWorkspace Known(long key) => _workspaces.TryGetValue(key, out var workspace)
        ? workspace
        : new TowerWorkspace(key, key.ToString(CultureInfo.InvariantCulture), key > 0 ? key : null, key > 0 ? "unknown" : null);

    private static long IdOf(string name, long below)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(name));
        return 1 + (long)(BitConverter.ToUInt64(hash) % (ulong)(below - 1));
    }
}
