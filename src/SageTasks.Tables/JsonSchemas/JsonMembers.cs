using System.Text.Json;

namespace SageTasks.Tables;

internal sealed class JsonMembers(JsonElement json) : IInstanceObject
{
    private readonly Dictionary<string, Instance> _members =
        json.EnumerateObject().ToDictionary(member => member.Name, member => Instance.Of(member.Value), StringComparer.Ordinal);

    public int Count => _members.Count;

    public IEnumerable<string> Names => _members.Keys;

    public bool TryGet(string name, out Instance value) => _members.TryGetValue(name, out value);
}
