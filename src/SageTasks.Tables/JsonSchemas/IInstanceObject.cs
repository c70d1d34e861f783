namespace SageTasks.Tables;

/// <summary>An object that a schema judges: a row's cells by column, or a JSON object's members.</summary>
internal interface IInstanceObject
{
    int Count { get; }

    IEnumerable<string> Names { get; }

    bool TryGet(string name, out Instance value);
}
