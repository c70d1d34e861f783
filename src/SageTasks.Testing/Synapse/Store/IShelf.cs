using System.Text.Json;

namespace SageTasks.Testing.Synapse;

/// <summary>A shelf without its type, for loading.</summary>
internal interface IShelf
{
    string Kind { get; }

    void Load(string key, JsonElement value);
}
