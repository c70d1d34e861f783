namespace SageTasks.Tables;

/// <summary>A schema cannot be used: it is no JSON, it is not what was asked for, or a keyword in it has no sense.</summary>
public class InvalidSchemaException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, and where in the schema.</param>
    /// <param name="innerException">The cause.</param>
    public InvalidSchemaException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
