namespace SageTasks.Tables;

/// <summary>One keyword of a schema, compiled: judges a value and reports what is wrong.</summary>
internal delegate void SchemaRule(in Instance value, Findings findings);
