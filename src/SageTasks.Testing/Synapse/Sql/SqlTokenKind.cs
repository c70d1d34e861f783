namespace SageTasks.Testing.Synapse;

/// <summary>The kinds of words in a query.</summary>
internal enum SqlTokenKind
{
    End,
    Word,
    QuotedName,
    Text,
    Number,
    Symbol,
}
