mod assets;
mod bodies;
mod forms;
mod hosts;
mod pages;
mod raw;
mod routes;
