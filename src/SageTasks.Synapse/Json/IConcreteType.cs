namespace SageTasks.Synapse;

/// <summary>A family of server types that are told apart by their <c>concreteType</c>.</summary>
internal interface IConcreteType
{
    /// <summary>The server's name of the type.</summary>
    string ConcreteType { get; }

    /// <summary>The record for a name of the server's; the family's record for unknown types where the name is not known or
    /// empty.</summary>
    static abstract Type TypeFor(string concreteType);
}
